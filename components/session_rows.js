// Draws the list of conversations and the field that searches it. Which they are, and their words, come from Python.
const SOON = 150; // milliseconds without a key before the server is asked

export default {
  template: `
    <div class="session-list">
      <input type="search" class="search" :placeholder="words.find" :aria-label="words.find" maxlength="255" v-model="text" @input="typed">
      <ul class="sessions">
        <li v-for="row in rows" :key="row.id" class="session-row" :class="{current: row.id === current}" :aria-current="row.id === current">
          <button type="button" class="session-open" dir="auto" @click="$emit('open', {id: row.id})">{{ row.title }}</button>
          <time :title="row.when">{{ row.time }}</time>
          <button type="button" class="icon" :aria-label="words.rename.replace('{title}', row.title)" @click="$emit('rename', {id: row.id})"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 16l.7-3.3L13.2 4.2a1.4 1.4 0 012 0l.6.6a1.4 1.4 0 010 2L7.3 15.3z"/></svg></button>
          <button type="button" class="icon" :aria-label="words.remove.replace('{title}', row.title)" @click="$emit('remove', {id: row.id})"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6"/></svg></button>
        </li>
      </ul>
      <p v-if="!rows.length" class="quiet">{{ text.trim() ? words.nothing : words.none }}</p>
    </div>`,
  emits: ['ready', 'open', 'rename', 'remove', 'find'],
  props: { seed: String, words: Object },
  data: () => ({ rows: [], current: '', text: '', rev: -1 }),
  created() { this.apply(JSON.parse(this.seed)); },
  mounted() { this.$emit('ready', { rev: this.rev }); },
  unmounted() { clearTimeout(this.soon); },
  methods: {
    apply(m) { if (m.rev > this.rev) Object.assign(this, m); },
    typed() { clearTimeout(this.soon); this.soon = setTimeout(() => this.$emit('find', { text: this.text }), SOON); },
  },
};
