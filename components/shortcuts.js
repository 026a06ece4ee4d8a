// Keys that go to a place at once; everything else about them is decided in Python.
const inField = (target) => target.closest?.('textarea, select, [contenteditable], input:not([type=checkbox])');
const seen = (element) => Boolean(element?.getClientRects().length);

export default {
  template: '<div hidden></div>',
  props: { places: Object },
  emits: ['undo', 'help'],
  mounted() { document.addEventListener('keydown', this.press); },
  unmounted() { document.removeEventListener('keydown', this.press); },
  methods: {
    press(event) {
      if (event.defaultPrevented || event.isComposing || document.querySelector('.q-dialog, .q-menu')) return;
      if (event.key === 'Escape') this.leave(event.target);
      else if (inField(event.target)) return;
      else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z') this.tell(event, 'undo');
      else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key === '?') this.tell(event, 'help');
      else if (this.places[event.key]) this.go(event, this.places[event.key]);
    },
    tell(event, wish) { event.preventDefault(); this.$emit(wish); },
    go(event, name) {
      const place = document.querySelector(`[aria-label="${name}"]`);
      if (!place) return;
      event.preventDefault();
      const opener = document.querySelector(place.closest('.chat-pane') ? '.chat-toggle' : '.tasks-show');
      if (seen(opener)) opener.click();
      place.focus();
    },
    leave(target) {
      const close = document.querySelector('.talking .chat-close');
      const chosen = document.querySelector('.selection-clear');
      if (seen(close)) close.click();
      else if (inField(target)) target.blur();
      else if (seen(chosen)) chosen.click();
    },
  },
};
