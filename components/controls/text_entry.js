// Keeps the text in the browser until Enter or the button submits it.
import { sentText } from 'sent_text';

export default {
  mixins: [sentText],
  template: `
    <form class="entry" @submit.prevent="submit">
      <textarea
        ref="field" v-model="text" rows="1" dir="auto"
        :aria-label="label" :placeholder="placeholder"
        @input="grow" @keydown.enter.exact.prevent="!$event.isComposing && submit()"
      ></textarea>
      <button
        v-if="running"
        type="button" class="primary stop" :aria-label="stop" @click="$emit('stop')"
      >
        <svg aria-hidden="true"><use href="#icon-stop"/></svg>
      </button>
      <button v-else type="submit" class="primary" :aria-label="button">
        <svg aria-hidden="true"><use href="#icon-send"/></svg>
      </button>
    </form>`,
  emits: ['submit', 'stop'],
  props: { label: String, button: String, placeholder: String, stop: String },
  data: () => ({ text: '', running: false }),
  methods: {
    submit() {
      this.$refs.field.focus();
      if (!this.text.trim()) return;
      this.send('submit', this.text);
      this.text = '';
      this.$nextTick(this.grow);
    },
    giveBack(text) {
      this.text = this.text.trim() ? text + ' ' + this.text : text;
      this.$nextTick(this.grow);
    },
    write(text) {
      this.text = text;
      this.$nextTick(() => {
        this.grow();
        this.$refs.field.focus();
      });
    },
    setRunning(running) {
      this.running = running;
    },
    grow() {
      const field = this.$refs.field;
      if (!field) return;
      field.style.height = 'auto';
      field.style.height = Math.min(field.scrollHeight, 160) + 'px';
    },
  },
};
