// Which tasks are shown: a tab for each status with their number, and a field that finds words.
import { liveElement } from 'live_element';

const SOON = 150; // milliseconds without a key before the words are looked for

export default {
  mixins: [liveElement],
  template: `
    <div class="toolbar">
      <div class="tabs" role="group" :aria-label="words.filter">
        <button
          v-for="tab in tabs" :key="tab.label" type="button" class="tab" :aria-pressed="tab.chosen"
          @click="$emit('choose', { status: tab.status })"
        >
          <span>{{ tab.label }}</span> <span class="count">{{ tab.count }}</span>
        </button>
      </div>
      <input
        type="search" class="search" :placeholder="words.find" :aria-label="words.findTasks"
        @input="find($event.target.value)"
      >
    </div>`,
  emits: ['choose', 'find'],
  props: { words: Object },
  data: () => ({ tabs: [] }),
  patches: {
    all({ tabs }) {
      this.tabs = tabs;
    },
  },
  methods: {
    find(text) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.$emit('find', { text }), SOON);
    },
  },
};
