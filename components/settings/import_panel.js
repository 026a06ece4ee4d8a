// A file of tasks is read in the browser and sent as text, to be looked at before it is added.
const LARGEST = 200 * 1024; // bytes; a page may not send much more at once

export default {
  template: `
    <div class="import">
      <label class="group-row">
        <span class="group-label">{{ words.label }}</span>
        <input
          ref="file" type="file" class="field" accept=".json,.csv,.tsv,.txt,.md" @change="read"
        >
      </label>
      <p v-if="trouble" class="trouble" role="alert">{{ trouble }}</p>
      <section v-if="lines" class="preview" :aria-label="words.preview">
        <ol>
          <li v-for="(line, n) in lines" :key="n" dir="auto">{{ line.title }}<small
            v-for="trait in line.traits" :key="trait"
          >{{ trait }}</small></li>
        </ol>
        <div class="row">
          <button ref="all" type="button" class="primary wide" @click="$emit('add', text)">
            {{ addAll }}
          </button>
          <button type="button" class="plain" @click="forget">{{ words.cancel }}</button>
        </div>
      </section>
    </div>`,
  emits: ['preview', 'add'],
  props: { words: Object },
  data: () => ({ text: '', lines: null, addAll: '', trouble: '' }),
  methods: {
    async read(event) {
      const [file] = event.target.files;
      this.lines = null;
      this.trouble = '';
      if (!file) return;
      if (file.size > LARGEST) {
        this.trouble = this.words.tooLarge;
        return;
      }
      this.text = await file.text();
      this.$emit('preview', this.text);
    },
    show(lines, addAll) {
      Object.assign(this, { lines, addAll });
      this.$nextTick(() => this.$refs.all.focus());
    },
    refuse(why) {
      this.lines = null;
      this.trouble = why;
    },
    forget() {
      this.lines = null;
      this.text = '';
      this.$refs.file.value = '';
      this.$refs.file.focus();
    },
  },
};
