// The divider between tasks and chat: dragged, or moved with the arrow keys. What was chosen stays
// in this browser.
const STEP = 2; // per cent of the width that the tasks have
const MIN = 20;
const MAX = 75;
const clamp = (share) => Math.min(MAX, Math.max(MIN, Math.round(share)));

export default {
  template: `
    <div
      class="divider" role="separator" tabindex="0" aria-orientation="vertical"
      aria-controls="tasks" :aria-label="words.label"
      :aria-valuenow="share" aria-valuemin="${MIN}" aria-valuemax="${MAX}"
      @pointerdown="start" @pointermove="drag" @pointerup="stop" @pointercancel="stop"
      @keydown="key" @dblclick="reset"
    ></div>`,
  props: { words: Object },
  data: () => ({ share: 0, dragged: false }),
  mounted() {
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.$el.parentElement); // measures at once, when laid out anyway
    document.addEventListener('click', this.choose);
  },
  unmounted() {
    this.sizes.disconnect();
    document.removeEventListener('click', this.choose);
  },
  methods: {
    measure() {
      const { tasks, both } = this.sides();
      if (tasks.width && tasks.width < both) this.share = clamp((tasks.width / both) * 100);
    },
    sides() {
      const tasks = this.$el.previousElementSibling.getBoundingClientRect();
      const chat = this.$el.nextElementSibling.getBoundingClientRect();
      return { tasks, both: tasks.width + chat.width };
    },
    // What the share of the chat is a share of in the stylesheet: the views take room, too.
    whole() {
      const columns = this.$el.parentElement;
      const { paddingLeft, paddingRight } = getComputedStyle(columns);
      return columns.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    },
    move(share) {
      this.share = clamp(share);
      localStorage.tandemChat = ((100 - this.share) * this.sides().both) / this.whole();
      document.documentElement.style.setProperty('--chat', localStorage.tandemChat + '%');
      this.$nextTick(this.measure); // either side keeps the width it needs to be of use
    },
    start(event) {
      this.dragged = true;
      this.$el.setPointerCapture(event.pointerId);
    },
    drag(event) {
      if (!this.dragged) return;
      const { tasks, both } = this.sides();
      this.move(((event.clientX - tasks.left - this.$el.offsetWidth / 2) / both) * 100);
    },
    stop() {
      this.dragged = false;
    },
    key(event) {
      const { share } = this;
      const keys = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: MIN, End: MAX };
      if (!(event.key in keys)) return;
      event.preventDefault();
      this.move(keys[event.key]);
    },
    reset() {
      delete localStorage.tandemChat;
      document.documentElement.style.removeProperty('--chat');
      this.$nextTick(this.measure);
    },

    // A button says in `data-sees` which side is to be seen. On a narrow screen the chat is a sheet
    // over the tasks, and nothing stays hidden. The focus moves here: Python would be too late.
    choose(event) {
      const isNarrow = matchMedia('(max-width: 700px)').matches;
      const isVeil = isNarrow && event.target === this.$el.parentElement; // around the sheet
      const side = isVeil ? 'tasks' : event.target.closest('[data-sees]')?.dataset.sees;
      if (!side) return;
      if (isNarrow) document.documentElement.classList.toggle('talking', side === 'both');
      else this.show(side);
      const both = event.target.closest('.pane') ? '.tasks-hide' : '.chat-pane .entry textarea';
      const next = { tasks: '.chat-toggle', chat: '.tasks-show', both };
      document.querySelector(next[side])?.focus();
    },
    show(side) {
      const { dataset } = document.documentElement;
      if (side !== 'both') {
        dataset.side = localStorage.tandemSide = side;
        return;
      }
      delete localStorage.tandemSide;
      delete dataset.side;
    },
  },
};
