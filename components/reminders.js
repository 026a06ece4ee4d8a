// Shows that a task is due as the system shows such things, if this browser was allowed to.
export default {
  template: '<div hidden></div>',
  methods: {
    remind(due) {
      if (localStorage.tandemReminders !== 'on' || !('Notification' in window) || Notification.permission !== 'granted') return;
      // The tag makes several open pages show it once.
      const shown = new Notification(due.title, { body: due.body, tag: due.id, icon: '/static/icon-192.png' });
      shown.onclick = () => { window.focus(); shown.close(); };
    },
  },
};
