// Keeps the text in the browser; Python says which parts of it are a date, a list, a label and so
// on, and which lists and labels could be made.
import { sentText } from 'sent_text';

const SOON = 80; // milliseconds without a key before the text is read

const isAbout = ([kind, text], span) => kind === span.kind && text === span.text;

// What stands in the text twice is refused and accepted as one.
const distinct = (spans) =>
  spans.filter((span, n) => spans.findIndex((each) => isAbout([each.kind, each.text], span)) === n);

export default {
  mixins: [sentText],
  template: `
    <div class="quick-add">
      <form class="entry quick" @submit.prevent="submit">
        <div class="quick-field">
          <div ref="mirror" class="quick-mirror" aria-hidden="true"><template
            v-for="(part, n) in parts" :key="n"
          ><mark v-if="part.kind" :class="'is-' + part.kind">{{ part.text }}</mark><template
            v-else
          >{{ part.text }}</template></template></div>
          <input
            ref="field" v-model="text" type="text" dir="auto" autocomplete="off"
            :aria-label="words.label" :placeholder="words.placeholder"
            aria-describedby="understood" @input="typed" @scroll="align" @paste="pasted"
          >
        </div>
        <button type="submit" class="primary" :aria-label="words.button">
          <svg aria-hidden="true"><use href="#icon-plus"/></svg>
        </button>
      </form>
      <div id="understood" class="understood" aria-live="polite">
        <button
          v-for="span in chips" :key="span.kind + span.text"
          type="button" class="chip" :title="words.reject"
          :aria-label="span.label + '. ' + words.reject" @click="reject(span)"
        >{{ span.label }}<svg aria-hidden="true"><use href="#icon-clear"/></svg></button>
        <button
          v-for="offer in offers" :key="'offer ' + offer.kind + offer.text"
          type="button" class="chip offer" :title="words.accept"
          :aria-label="offer.label + '. ' + words.accept" @click="accept(offer)"
        ><svg aria-hidden="true"><use href="#icon-plus"/></svg>{{ offer.label }}</button>
      </div>
      <section v-if="lines" class="preview" :aria-label="words.preview">
        <ol>
          <li
            v-for="(line, n) in lines" :key="n" dir="auto" :aria-level="line.depth + 1"
            :class="{ part: line.depth }" :style="{ '--depth': line.depth }"
          >{{ line.title }}<small
            v-for="(span, place) in line.spans" :key="place"
          >{{ span.label }}</small></li>
        </ol>
        <p v-if="more">{{ more }}</p>
        <div class="row">
          <button ref="all" type="button" class="primary wide" @click="addLines">
            {{ addAll }}
          </button>
          <button type="button" class="plain" @click="cancel">{{ words.cancel }}</button>
        </div>
      </section>
    </div>`,
  emits: ['typing', 'lines', 'submit', 'addLines'],
  props: { words: Object },
  data: () => ({
    text: '',
    spans: [],
    offers: [],
    rejected: [],
    accepted: [],
    lines: null,
    more: '',
    addAll: '',
    pastedText: '',
  }),
  computed: {
    chips() {
      return distinct(this.spans);
    },
    parts() {
      const parts = [];
      let at = 0;
      for (const span of this.spans) {
        parts.push(
          { text: this.text.slice(at, span.start) },
          { text: this.text.slice(span.start, span.end), kind: span.kind },
        );
        at = span.end;
      }
      return [...parts, { text: this.text.slice(at) }];
    },
  },
  methods: {
    typed() {
      // What was understood of the text before holds only as far as the text is still the same.
      const holds = (span) => this.text.slice(span.start, span.end) === span.text;
      this.spans = this.spans.filter(holds);
      this.offers = this.offers.filter(holds);
      clearTimeout(this.soon);
      this.soon = setTimeout(this.ask, SOON);
      this.$nextTick(this.align);
    },
    ask() {
      if (this.text.trim()) this.$emit('typing', { text: this.text, ...this.answers() });
      else this.clear();
    },
    answers() {
      return { rejected: this.rejected, accepted: this.accepted };
    },
    read({ text, spans, offers }) {
      if (text === this.text) Object.assign(this, { spans, offers: distinct(offers) });
    },
    reject(span) {
      const others = this.accepted.filter((each) => !isAbout(each, span));
      if (others.length < this.accepted.length) this.accepted = others;
      else this.rejected.push([span.kind, span.text]);
      this.ask();
      this.$refs.field.focus();
    },
    accept(offer) {
      this.accepted.push([offer.kind, offer.text]);
      this.ask();
      this.$refs.field.focus();
    },
    align() {
      this.$refs.mirror.scrollLeft = this.$refs.field.scrollLeft;
    },
    pasted(event) {
      const text = event.clipboardData.getData('text');
      if (!/\S[^\S\n]*\n\s*\S/.test(text)) return;
      event.preventDefault();
      this.pastedText = text;
      this.$emit('lines', { text });
    },
    preview(lines, more, addAll) {
      Object.assign(this, { lines, more, addAll });
      this.$nextTick(() => this.$refs.all.focus());
    },
    addLines() {
      this.send('addLines', this.pastedText);
      this.cancel();
    },
    cancel() {
      this.lines = null;
      this.$nextTick(() => this.$refs.field.focus());
    },
    submit() {
      this.$refs.field.focus();
      if (!this.text.trim()) return;
      this.send('submit', this.text, this.answers());
      this.text = '';
      this.clear();
    },
    clear() {
      clearTimeout(this.soon);
      Object.assign(this, { spans: [], offers: [], rejected: [], accepted: [] });
    },
    giveBack(text) {
      this.text = this.text.trim() ? text + ' ' + this.text : text;
      this.ask();
    },
  },
};
