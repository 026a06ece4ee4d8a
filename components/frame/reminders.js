// Shows a notification of the system's when a task is due, if this browser was allowed to.
export default {
  template: '<div hidden></div>',
  methods: {
    remind(due) {
      if (localStorage.tandemReminders !== 'on') return;
      if (!('Notification' in window) || Notification.permission !== 'granted') return;
      const shown = new Notification(due.title, {
        body: due.body,
        tag: due.id, // makes several open pages show it once
        icon: '/static/icon-192.png',
      });
      shown.onclick = () => {
        window.focus();
        shown.close();
      };
    },
  },
};
