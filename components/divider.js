// The line between tasks and chat: drag it, or move it with the arrow keys. What was chosen stays in this browser.
const STEP = 2, LEAST = 20, MOST = 75; // per cent of the width that the tasks have

export default {
  template: `<div class="divider" role="separator" tabindex="0" aria-orientation="vertical" :aria-label="words.label" aria-controls="tasks"
    :aria-valuenow="share" aria-valuemin="${LEAST}" aria-valuemax="${MOST}" @pointerdown="start" @pointermove="drag" @pointerup="stop"
    @pointercancel="stop" @keydown="key" @dblclick="forget"></div>`,
  props: { words: Object },
  data: () => ({ share: 0, dragged: false }),
  mounted() {
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.$el.parentElement); // which measures at once, when the page has been laid out anyway
    document.addEventListener('click', this.choose);
  },
  unmounted() {
    this.sizes.disconnect();
    document.removeEventListener('click', this.choose);
  },
  methods: {
    measure() {
      const { tasks, both } = this.sides();
      if (tasks.width && tasks.width < both) this.share = Math.min(MOST, Math.max(LEAST, Math.round(tasks.width / both * 100)));
    },
    sides() {
      const [tasks, chat] = [this.$el.previousElementSibling, this.$el.nextElementSibling].map((side) => side.getBoundingClientRect());
      return { tasks, both: tasks.width + chat.width };
    },
    move(share) {
      this.share = Math.min(MOST, Math.max(LEAST, Math.round(share)));
      const { both } = this.sides();
      localStorage.tandemChat = (100 - this.share) * both / (both + this.$el.offsetWidth);
      document.documentElement.style.setProperty('--chat', localStorage.tandemChat + '%');
      this.$nextTick(this.measure); // either side keeps what it needs to be of use
    },
    start(event) {
      this.dragged = true;
      this.$el.setPointerCapture(event.pointerId);
    },
    drag(event) {
      if (!this.dragged) return;
      const { tasks, both } = this.sides();
      this.move((event.clientX - tasks.left - this.$el.offsetWidth / 2) / both * 100);
    },
    stop() { this.dragged = false; },
    key(event) {
      const to = { ArrowLeft: this.share - STEP, ArrowRight: this.share + STEP, Home: LEAST, End: MOST }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.move(to);
    },
    forget() {
      delete localStorage.tandemChat;
      document.documentElement.style.removeProperty('--chat');
      this.$nextTick(this.measure);
    },
    // A button that says which side shall be seen; on a narrow screen the chat is a sheet, and nothing is hidden for good.
    // Where one goes on is known here too: asked of the server, it would come when somebody is already elsewhere.
    choose(event) {
      const root = document.documentElement, narrow = matchMedia('(max-width: 700px)').matches;
      const behind = narrow && event.target === this.$el.parentElement; // the veil over what lies behind the sheet
      const wish = behind ? 'tasks' : event.target.closest('[data-sees]')?.dataset.sees;
      if (!wish) return;
      if (narrow) root.classList.toggle('talking', wish === 'both');
      else if (wish === 'both') { delete localStorage.tandemSide; delete root.dataset.side; } else root.dataset.side = localStorage.tandemSide = wish;
      const both = event.target.closest('.pane') ? '.tasks-hide' : '.chat-pane .entry textarea';
      document.querySelector({ tasks: '.chat-toggle', chat: '.tasks-show', both }[wish])?.focus();
    },
  },
};
