// Keyboard shortcuts that move the focus at once; everything else about them is decided in Python.
const FIELDS = 'textarea, select, [contenteditable], input:not([type=checkbox])';
const isField = (target) => target.closest?.(FIELDS);
const isSeen = (element) => Boolean(element?.getClientRects().length);

export default {
  template: '<div hidden></div>',
  props: { places: Object },
  emits: ['undo', 'help'],
  mounted() {
    document.addEventListener('keydown', this.press);
  },
  unmounted() {
    document.removeEventListener('keydown', this.press);
  },
  methods: {
    press(event) {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('.q-dialog, .q-menu')) return;
      const isCommand = event.ctrlKey || event.metaKey;
      const isUndo =
        isCommand && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
      if (event.key === 'Escape') this.leave(event.target);
      else if (isField(event.target)) return;
      else if (isUndo) this.report(event, 'undo');
      else if (isCommand || event.altKey) return;
      else if (event.key === '?') this.report(event, 'help');
      else if (this.places[event.key]) this.go(event, this.places[event.key]);
    },
    report(event, gesture) {
      event.preventDefault();
      this.$emit(gesture);
    },
    go(event, name) {
      const place = document.querySelector(`[aria-label="${name}"]`);
      if (!place) return;
      event.preventDefault();
      const opener = place.closest('.chat-pane') ? '.chat-toggle' : '.tasks-show';
      const button = document.querySelector(opener);
      if (isSeen(button)) button.click();
      place.focus();
    },
    leave(target) {
      const close = document.querySelector('.talking .chat-close');
      const clear = document.querySelector('.selection-clear');
      if (isSeen(close)) close.click();
      else if (isField(target)) target.blur();
      else if (isSeen(clear)) clear.click();
    },
  },
};
