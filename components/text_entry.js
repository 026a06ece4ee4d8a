// Keeps the text in the browser until Enter or the button hands it over.
export default {
  template: `
    <form class="entry" @submit.prevent="submit">
      <textarea ref="field" v-model="text" rows="1" dir="auto" :aria-label="label" :placeholder="placeholder"
        @input="grow" @keydown.enter.exact.prevent="!$event.isComposing && submit()"></textarea>
      <button v-if="running" type="button" class="primary stop" :aria-label="stop" @click="$emit('stop')">
        <svg viewBox="0 0 20 20" aria-hidden="true"><rect x="6" y="6" width="8" height="8" rx="1.5"/></svg></button>
      <button v-else type="submit" class="primary" :aria-label="button"><slot><svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 16V4.5M5 9.5l5-5 5 5"/></svg></slot></button>
    </form>`,
  emits: ['submit', 'stop'],
  props: { label: String, button: String, placeholder: String, stop: String },
  data: () => ({ text: '', running: false }),
  methods: {
    submit() {
      if (!this.text.trim()) { this.$refs.field.focus(); return; }
      this.$emit('submit', this.text);
      this.text = '';
      this.$nextTick(this.grow);
      this.$refs.field.focus();
    },
    giveBack(text) {
      this.text = this.text.trim() ? text + ' ' + this.text : text;
      this.$nextTick(this.grow);
    },
    write(text) {
      this.text = text;
      this.$nextTick(() => { this.grow(); this.$refs.field.focus(); });
    },
    setRunning(running) { this.running = running; },
    grow() {
      const field = this.$refs.field;
      if (!field) return;
      field.style.height = 'auto';
      field.style.height = Math.min(field.scrollHeight, 160) + 'px';
    },
  },
};
