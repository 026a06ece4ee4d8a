// Whether this browser reminds of due tasks: a choice of the browser's, which has to be asked.
export default {
  template: `
    <label class="group-row">
      <span class="group-label">{{ words.label }}<small
        v-if="blocked" class="quiet" role="alert"
      > {{ words.blocked }}</small></span>
      <input
        type="checkbox" class="check" :aria-label="words.label" :checked="on"
        @change="choose($event.target)"
      >
    </label>`,
  props: { words: Object },
  data: () => ({
    on: localStorage.tandemReminders === 'on' && window.Notification?.permission === 'granted',
    blocked: false,
  }),
  methods: {
    async choose(box) {
      const granted = box.checked && (await this.ask());
      this.blocked = box.checked && !granted;
      this.on = box.checked = granted;
      if (granted) localStorage.tandemReminders = 'on';
      else delete localStorage.tandemReminders;
    },
    async ask() {
      return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
    },
  },
};
