// Tells whether this page is connected, by asking the server again and again; a page that is not lets nothing be changed.
const ASK_EVERY = 4000, DEAD_AFTER = 8000, BLIP = 1500; // milliseconds
const DRAFTS = 'tandem-drafts';

export default {
  template: `<div class="link-badge" :class="shown" role="status" :title="title"><i aria-hidden="true"></i><span>{{ words[shown] }}</span>
    <div v-if="shown === 'offline'" class="link-banner" role="alert">{{ reachable ? words.no_database : words.no_server }}</div></div>`,
  props: { link: String, words: Object },
  data: () => ({ server: null, reachable: true, trip: null }),
  computed: {
    shown() { return this.reachable ? this.server || this.link : 'offline'; },
    title() { return this.shown === 'live' && this.trip !== null ? this.words.trip.replace('{}', this.trip) : ''; },
  },
  watch: { shown(now) { this.close(now === 'offline'); } },
  mounted() {
    this.restore();
    this.close(this.shown === 'offline');
    this.clock = setInterval(() => this.look(), 500);
    this.awake = () => { if (!document.hidden) { this.asked = null; this.ask(); } };
    document.addEventListener('visibilitychange', this.awake);
    window.addEventListener('pagehide', this.keep);
  },
  unmounted() {
    clearInterval(this.clock);
    document.removeEventListener('visibilitychange', this.awake);
    window.removeEventListener('pagehide', this.keep);
  },
  methods: {
    look() {
      if (!window.socket || document.hidden) return;
      const now = performance.now();
      if (!window.socket.connected) {
        this.lost ??= now;
        if (now - this.lost > BLIP) this.reachable = false;
        this.asked = null;
        return;
      }
      if (this.lost != null || !this.hooked) { this.lost = null; this.hook(); this.ask(); return; }
      if (this.asked != null && now - this.asked > DEAD_AFTER) {
        this.reachable = false;
        this.asked = null;
        window.socket.io.engine.close(); // so that another line is tried
      } else if (this.asked == null && now - (this.answered || 0) > ASK_EVERY) this.ask();
    },
    ask() {
      if (!window.socket?.connected) return;
      this.number = (this.number || 0) + 1;
      this.asked = performance.now();
      this.$emit('beat', this.number);
    },
    answer(number, link) {
      this.server = link;
      if (number !== this.number || this.asked == null) return;
      this.answered = performance.now();
      this.trip = Math.max(1, Math.round(this.answered - this.asked));
      this.asked = null;
      this.reachable = true;
    },
    tell(link) { this.server = link; },
    hook() {
      // NiceGUI loads the page anew when connecting takes long; a line that is silent for a while is no reason for that.
      if (this.hooked) return;
      this.hooked = true;
      window.socket.off('connect_error');
      window.socket.on('connect_error', (error) => { if (error.message === 'Implicit handshake failed') window.location.reload(); });
    },
    close(offline) {
      const places = document.querySelectorAll('.tasks, .entry, .tasks-pane .toolbar');
      if (offline) this.remember();
      places.forEach((place) => { place.inert = offline; });
      if (!offline) this.$nextTick(this.giveBack);
    },
    remember() {
      const field = document.activeElement;
      if (field?.closest('.tasks, .entry, .toolbar')) this.held = { field, from: field.selectionStart, to: field.selectionEnd };
    },
    giveBack() {
      const { field, from, to } = this.held || {};
      this.held = null;
      if (!field?.isConnected || (document.activeElement && document.activeElement !== document.body)) return;
      field.focus({ preventScroll: true });
      if (from != null) field.setSelectionRange(from, to);
    },
    keep() {
      const drafts = [...document.querySelectorAll('.entry input, .entry textarea')].filter((field) => field.value);
      const list = document.querySelector('.tasks');
      sessionStorage[DRAFTS] = JSON.stringify({ at: location.pathname, top: list?.scrollTop || 0, drafts: drafts.map((field) => [field.getAttribute('aria-label'), field.value]) });
    },
    restore() {
      let kept = null;
      try { kept = JSON.parse(sessionStorage[DRAFTS] || 'null'); } catch { /* somebody else's words */ }
      delete sessionStorage[DRAFTS];
      if (!kept || kept.at !== location.pathname) return;
      requestAnimationFrame(() => {
        kept.drafts.forEach(([label, text]) => {
          const field = document.querySelector('.entry [aria-label="' + CSS.escape(label) + '"]');
          if (field && !field.value) { field.value = text; field.dispatchEvent(new Event('input')); }
        });
        const list = document.querySelector('.tasks');
        if (list) list.scrollTop = kept.top;
      });
    },
  },
};
