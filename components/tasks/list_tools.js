// What is shown: its name, a tab for each status with their number, and a field that finds words.
import { liveElement } from 'live_element';

const SOON = 150; // milliseconds without a key before the words are looked for

export default {
  mixins: [liveElement],
  template: `
    <div class="list-tools">
      <div v-if="title" class="view-head">
        <h2 dir="auto">{{ title }}</h2>
        <button v-if="edits" type="button" class="icon" :aria-label="edits" @click="$emit('edit')">
          <svg aria-hidden="true"><use href="#icon-pencil"/></svg>
        </button>
      </div>
      <div class="toolbar">
        <div class="tabs" role="group" :aria-label="words.filter">
          <button
            v-for="tab in tabs" :key="tab.label" type="button" class="tab"
            :aria-pressed="tab.chosen" @click="$emit('choose', { status: tab.status })"
          >
            <span>{{ tab.label }}</span> <span class="count">{{ tab.count }}</span>
          </button>
        </div>
        <input
          ref="search" type="search" class="search"
          :placeholder="words.find" :aria-label="words.findTasks" @input="find($event.target.value)"
        >
      </div>
    </div>`,
  emits: ['choose', 'find', 'edit'],
  props: { words: Object },
  data: () => ({ tabs: [], title: '', edits: '' }),
  patches: {
    all({ tabs, title, edits }) {
      if (title !== this.title && this.$refs.search) this.$refs.search.value = '';
      Object.assign(this, { tabs, title, edits });
    },
  },
  methods: {
    find(text) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.$emit('find', { text }), SOON);
    },
  },
};
