// Numbers what is sent and remembers the last of it, so that the server can give back what a lost
// connection swallowed (sent_text.py).
import { connection } from 'connection';

const REMEMBERED = 20;

export const sentText = {
  emits: ['back'],
  created() {
    this.number = 0;
    this.sent = [];
  },
  mounted() {
    this.stopAsking = connection.whenBack(() => {
      if (this.sent.length) this.$emit('back', { sent: this.sent });
    });
  },
  unmounted() {
    this.stopAsking();
  },
  methods: {
    send(gesture, text, more) {
      const number = ++this.number;
      this.sent = [...this.sent, { gesture, text, number }].slice(-REMEMBERED);
      this.$emit(gesture, { text, number, ...more });
    },
  },
};
