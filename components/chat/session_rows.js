// Draws the list of conversations and the field that searches it. Rows and words come from Python.
import { liveElement } from 'live_element';

const SOON = 150; // milliseconds without a key before the server is asked

export default {
  mixins: [liveElement],
  template: `
    <div class="session-list">
      <input
        v-model="text" type="search" class="search" maxlength="255"
        :placeholder="words.find" :aria-label="words.find" @input="typed"
      >
      <ul class="sessions">
        <li
          v-for="row in rows" :key="row.id" class="session-row"
          :class="{ current: row.id === current }" :aria-current="row.id === current"
        >
          <button
            type="button" class="session-open" dir="auto" @click="$emit('open', { id: row.id })"
          >{{ row.title }}</button>
          <time :title="row.when">{{ row.time }}</time>
          <button
            type="button" class="icon" :aria-label="about('rename', row)"
            @click="$emit('rename', { id: row.id })"
          >
            <svg aria-hidden="true"><use href="#icon-pencil"/></svg>
          </button>
          <button
            type="button" class="icon" :aria-label="about('remove', row)"
            @click="$emit('remove', { id: row.id })"
          >
            <svg aria-hidden="true"><use href="#icon-bin"/></svg>
          </button>
        </li>
      </ul>
      <p v-if="!rows.length" class="quiet">{{ text.trim() ? words.nothing : words.none }}</p>
    </div>`,
  emits: ['open', 'rename', 'remove', 'find'],
  props: { words: Object },
  data: () => ({ rows: [], current: '', text: '' }),
  unmounted() {
    clearTimeout(this.soon);
  },
  patches: {
    all({ rows, current }) {
      Object.assign(this, { rows, current });
    },
  },
  methods: {
    about(what, row) {
      return this.words[what].replace('{title}', () => row.title);
    },
    typed() {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.$emit('find', { text: this.text }), SOON);
    },
  },
};
