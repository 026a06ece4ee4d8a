// The views beside the tasks. Which there are, and how much is in each, comes from Python; which
// one is shown is also the page's address.
import { liveElement } from 'live_element';

const TASK = 'application/x-tandem-task';
const LIST = 'application/x-tandem-list';

export default {
  mixins: [liveElement],
  template: `
    <nav class="sidebar" :aria-label="words.views">
      <template v-for="group in groups" :key="group.kind">
        <div v-if="group.name" class="views-head">
          <h2>{{ group.name }}</h2>
          <button
            v-if="group.add" type="button" class="icon" :aria-label="group.add" @click="write"
          >
            <svg aria-hidden="true"><use href="#icon-plus"/></svg>
          </button>
        </div>
        <div class="views" role="group" :aria-label="group.name || words.views">
          <a
            v-for="row in group.rows" :key="row.key"
            class="view-link" :class="{ over: over === row.key }" :href="row.path"
            :aria-current="row.key === current ? 'page' : null" :data-colour="row.colour"
            :title="row.name" :data-initial="group.name && [...row.name][0]"
            :draggable="group.kind === 'lists'"
            @click="follow($event, row.path)" @dragstart="drag($event, row)"
            @dragover="allow($event, group, row)" @dragleave="over = null"
            @drop.prevent="drop($event, row)" @dragend="over = null"
          >
            <svg aria-hidden="true"><use :href="'#icon-' + row.icon"/></svg>
            <span dir="auto">{{ row.name }}</span>
            <span class="count">{{ counts[row.key] }}</span>
          </a>
          <input
            v-if="group.add && draft !== null" ref="name" v-model="draft"
            class="view-name" maxlength="100"
            :aria-label="words.listName" :placeholder="words.listName"
            @keydown.enter.prevent="add(true)" @keydown.esc.stop="draft = null" @blur="add(false)"
          >
        </div>
      </template>
    </nav>`,
  emits: ['act'],
  props: { words: Object },
  data: () => ({ groups: [], counts: {}, current: '', over: null, draft: null }),
  patches: {
    all({ groups, counts, current, title, path }) {
      this.groups = groups;
      this.counts = counts;
      this.current = current;
      this.name(title, path);
      this.$nextTick(() => this.shownLink()?.scrollIntoView({ block: 'nearest' }));
    },
    counts({ counts }) {
      Object.assign(this.counts, counts);
    },
  },
  mounted() {
    this.back = () => this.$emit('act', { does: 'go', path: window.location.pathname });
    window.addEventListener('popstate', this.back);
    document.addEventListener('click', this.toggle);
    document.addEventListener('keydown', this.press);
    document.addEventListener('focusin', this.look);
    this.tell();
    this.shownLink()?.scrollIntoView({ block: 'nearest' });
  },
  unmounted() {
    window.removeEventListener('popstate', this.back);
    document.removeEventListener('click', this.toggle);
    document.removeEventListener('keydown', this.press);
    document.removeEventListener('focusin', this.look);
  },
  methods: {
    shownLink() {
      return this.$el.querySelector?.('[aria-current]');
    },
    // The address follows what is shown, also when a list that is shown is deleted elsewhere.
    name(title, path) {
      document.title = title;
      if (path !== window.location.pathname) window.history.replaceState({}, '', path);
    },
    follow(event, path) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      if (path !== window.location.pathname) window.history.pushState({}, '', path);
      this.$emit('act', { does: 'go', path });
      this.close();
    },

    // Beside the tasks it is remembered whether they are seen; over them, on a phone, it is not.
    toggle(event) {
      if (event.target.closest('.views-toggle')) this.flip();
      else if (!event.target.closest('.sidebar')) this.close();
    },
    press(event) {
      if (event.key === 'Escape' && this.close()) this.button()?.focus();
      const isWriting = event.target.closest('input:not([type=checkbox]), textarea, select');
      if (event.key !== '[' || isWriting || event.ctrlKey || event.metaKey) return;
      if (!document.querySelector('.q-dialog')) this.flip();
    },
    // The focus goes into the sheet with whoever opens it, and who leaves it closes it.
    look(event) {
      if (!event.target.closest('.sidebar, .views-toggle')) this.close();
    },
    flip() {
      const root = document.documentElement;
      const isOver = window.matchMedia('(max-width: 700px)').matches;
      if (!isOver) window.localStorage.tandemViews = root.dataset.views = this.next();
      else if (root.toggleAttribute('data-views-over')) this.$nextTick(() => this.enter());
      this.tell();
    },
    enter() {
      (this.shownLink() ?? this.$el.querySelector('a')).focus();
    },
    next() {
      return this.isWide() ? 'narrow' : 'wide';
    },
    isWide() {
      const root = document.documentElement;
      if (window.matchMedia('(max-width: 700px)').matches) return 'viewsOver' in root.dataset;
      return document.querySelector('.sidebar').offsetWidth > 100;
    },
    button() {
      return document.querySelector('.views-toggle:not(#first-paint *)');
    },
    tell() {
      this.button()?.setAttribute('aria-expanded', this.isWide());
    },
    // Returns whether there was something to close.
    close() {
      const root = document.documentElement;
      if (!('viewsOver' in root.dataset)) return false;
      root.removeAttribute('data-views-over');
      this.tell();
      return true;
    },

    write() {
      this.draft = '';
      this.$nextTick(() => this.$refs.name[0].focus());
    },
    add(goesOn) {
      const name = this.draft?.trim();
      this.draft = null;
      if (!name) return;
      this.$emit('act', { does: 'add', name });
      if (goesOn) document.querySelector('.entry.quick input')?.focus();
    },

    drag(event, row) {
      event.dataTransfer.setData(LIST, row.key);
    },
    allow(event, group, row) {
      const carries = event.dataTransfer.types;
      const fits = carries.includes(TASK) || (carries.includes(LIST) && group.kind === 'lists');
      if (!fits) return;
      event.preventDefault();
      this.over = row.key;
    },
    drop(event, row) {
      this.over = null;
      const task = event.dataTransfer.getData(TASK);
      const list = event.dataTransfer.getData(LIST);
      if (task) this.$emit('act', { does: 'drop', id: task, key: row.key });
      else if (list && list !== row.key) this.$emit('act', { does: 'move', id: list, to: row.key });
    },
  },
};
