// Shows whether this page is connected, by asking the server again and again; a page that is not
// connected lets nothing be changed.
import { connection } from 'connection';
import { liveElement } from 'live_element';

const ASK_EVERY = 4000; // milliseconds
const DEAD_AFTER = 8000;
const BLIP = 1500;
const DRAFTS = 'tandem-drafts';
// Everything that the server has a part in; one can still read, and show or hide a side.
const CHANGEABLE =
  '.tasks, .sidebar, .view-head, .entry, .toolbar, .selection, .notices, .settings, .q-dialog, ' +
  '.bar .icon:not(.views-toggle), ' +
  '.session-list, .chat-head button:not([data-sees]), .log :is(button, input, select)';

export default {
  mixins: [liveElement],
  template: `
    <div class="link-badge" :class="shown" role="status" :title="title">
      <i aria-hidden="true"></i><span>{{ words[shown] }}</span>
      <div v-if="shown === 'offline'" class="link-banner" role="alert">
        {{ reachable ? words.no_database : words.no_server }}
      </div>
    </div>`,
  emits: ['beat'],
  props: { words: Object, element: Number },
  data: () => ({ link: null, reachable: true, trip: null }),
  computed: {
    shown() {
      return this.reachable ? this.link : 'offline';
    },
    title() {
      const isKnown = this.shown === 'live' && this.trip !== null;
      return isKnown ? this.words.trip.replace('{milliseconds}', this.trip) : '';
    },
  },
  watch: {
    shown(now) {
      this.block(now === 'offline');
    },
    reachable(now) {
      connection.dropGestures(now ? undefined : this.element);
    },
  },
  mounted() {
    this.restoreDrafts();
    this.block(this.shown === 'offline');
    this.clock = setInterval(() => this.look(), 500);
    this.awake = () => {
      if (document.hidden) return;
      this.asked = null;
      this.ask();
    };
    document.addEventListener('visibilitychange', this.awake);
    window.addEventListener('pagehide', this.keepDrafts);
  },
  unmounted() {
    clearInterval(this.clock);
    document.removeEventListener('visibilitychange', this.awake);
    window.removeEventListener('pagehide', this.keepDrafts);
  },
  patches: {
    all({ link }) {
      this.link = link;
    },
  },
  methods: {
    look() {
      if (document.hidden || connection.isOpen() === undefined) return;
      const now = performance.now();
      if (!connection.isOpen()) {
        this.lost ??= now;
        this.isBroken = true;
        if (now - this.lost > BLIP) this.reachable = false;
        this.asked = null;
      } else if (this.lost != null || !this.seen) {
        if (!this.seen) connection.reloadOnlyForNewPage();
        this.seen = true;
        this.lost = null;
        this.ask();
      } else if (this.asked != null && now - this.asked > DEAD_AFTER) {
        this.reachable = false;
        this.isBroken = true;
        this.asked = null;
        connection.replace();
      } else if (this.asked == null && now - (this.answered || 0) > ASK_EVERY) this.ask();
    },
    ask() {
      if (!connection.isOpen()) return;
      this.number = (this.number || 0) + 1;
      this.asked = performance.now();
      this.$emit('beat', this.number);
    },
    answer(number, link) {
      this.link = link;
      if (number !== this.number || this.asked == null) return;
      this.answered = performance.now();
      this.trip = Math.max(1, Math.round(this.answered - this.asked));
      this.asked = null;
      this.reachable = true;
      if (this.isBroken) this.$nextTick(connection.back); // by then gestures are sent again
      this.isBroken = false;
    },

    // What is inert loses the focus, which it gets back with what was selected in it.
    block(isOffline) {
      if (isOffline) this.rememberFocus();
      document.querySelectorAll(CHANGEABLE).forEach((place) => (place.inert = isOffline));
      if (!isOffline) this.$nextTick(this.restoreFocus);
    },
    rememberFocus() {
      const field = document.activeElement;
      if (!field?.closest(CHANGEABLE)) return;
      this.held = { field, from: field.selectionStart, to: field.selectionEnd };
    },
    restoreFocus() {
      const { field, from, to } = this.held || {};
      this.held = null;
      const isElsewhere = document.activeElement && document.activeElement !== document.body;
      if (!field?.isConnected || isElsewhere) return;
      field.focus({ preventScroll: true });
      if (from != null) field.setSelectionRange(from, to);
    },

    // What was written and where the list stood survive a reload.
    keepDrafts() {
      const fields = [...document.querySelectorAll('.entry input, .entry textarea')];
      const drafts = fields
        .filter((field) => field.value)
        .map((field) => [field.getAttribute('aria-label'), field.value]);
      const top = document.querySelector('.tasks')?.scrollTop || 0;
      sessionStorage[DRAFTS] = JSON.stringify({ at: location.pathname, top, drafts });
    },
    restoreDrafts() {
      let kept = null;
      try {
        kept = JSON.parse(sessionStorage[DRAFTS] || 'null');
      } catch {
        // Not ours.
      }
      delete sessionStorage[DRAFTS];
      if (!kept || kept.at !== location.pathname) return;
      requestAnimationFrame(() => {
        for (const [label, text] of kept.drafts) {
          const field = document.querySelector(`.entry [aria-label="${CSS.escape(label)}"]`);
          if (!field || field.value) continue;
          field.value = text;
          field.dispatchEvent(new Event('input'));
        }
        const list = document.querySelector('.tasks');
        if (list) list.scrollTop = kept.top;
      });
    },
  },
};
