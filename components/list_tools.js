// Which tasks are shown: a button for each status with how many there are, and a field that looks for words.
const SOON = 150; // milliseconds without a key before the words are looked for

export default {
  template: `
    <div class="toolbar">
      <div class="tabs" role="group" :aria-label="words.filter">
        <button v-for="tab in tabs" :key="tab.label" type="button" class="tab" :aria-pressed="tab.chosen" @click="$emit('choose', { status: tab.status })">
          <span>{{ tab.label }}</span> <span class="count">{{ tab.count }}</span></button>
      </div>
      <input type="search" class="search" :placeholder="words.find" :aria-label="words.findTasks" @input="find($event.target.value)">
    </div>`,
  emits: ['choose', 'find'],
  props: { seed: String, words: Object },
  data() { return { tabs: JSON.parse(this.seed) }; },
  methods: {
    apply(tabs) { this.tabs = tabs; },
    find(text) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.$emit('find', { text }), SOON);
    },
  },
};
