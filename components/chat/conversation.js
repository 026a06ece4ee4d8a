// Draws the conversation. Words, order and what is possible come from Python.
import { ChartFigure } from 'chart_figure';
import { liveElement } from 'live_element';
import { TaskApproval } from 'task_approval';
import { TaskCards } from 'task_cards';

const SOON = 120; // milliseconds before it is said that an answer is on its way
const IN_SIGHT = 12; // messages that are laid out at once; those further up as they come near

export default {
  mixins: [liveElement],
  components: { ChartFigure, TaskApproval, TaskCards },
  template: `
    <div
      ref="log" class="log" role="log" :aria-label="words.log" tabindex="0"
      @scroll.passive="scrolled"
    >
      <button v-if="earlier" type="button" class="quiet" @click="askEarlier">
        {{ words.earlier }}
      </button>
      <div v-if="!messages.length && !running" class="welcome">
        <h2>{{ words.welcome }}</h2>
        <p>{{ words.how }}</p>
        <dl v-if="numbers" class="day">
          <div v-for="one in numbers" :key="one.name" :class="one.tone">
            <dd>{{ one.number }}</dd>
            <dt>{{ one.name }}</dt>
          </div>
        </dl>
        <button
          v-for="text in words.suggestions" :key="text"
          type="button" class="chip" @click="$emit('say', text)"
        >{{ text }}</button>
      </div>

      <article
        v-for="(m, at) in messages" :key="m.id" v-memo="drawnFrom(m, at)"
        class="said" :class="[m.role, { replaced: replaced.has(m.of), earlier: isFar(at) }]"
        :aria-label="m.role === 'user' ? words.you : words.tandem"
      >
        <ul v-if="m.steps.length" class="steps">
          <li v-for="(step, n) in m.steps" :key="n" :class="step.state" dir="auto">
            {{ step.text }}
          </li>
        </ul>
        <div v-if="m.html" class="text rich" dir="auto" v-html="m.html"></div>
        <p v-else class="text" dir="auto">{{ m.text }}</p>
        <chart-figure v-for="(chart, n) in m.charts" :key="n" :chart="chart"></chart-figure>
        <task-cards
          v-if="m.cards.length" :ids="m.cards" :more="m.more" :cards="cards" :words="words"
          @tick="$emit('tick', $event)"
        ></task-cards>
        <task-approval
          v-for="id in m.approvals" :key="id" :approval="approvals[id]" :words="words"
          @decide="$emit('decide', { id, ...$event })" @amend="$emit('amend', { id, ...$event })"
        ></task-approval>
        <div v-if="isLast(at) && (m.choices.length || m.offer)" class="row">
          <button
            v-for="(text, n) in m.choices" :key="n"
            type="button" class="chip" dir="auto" @click="$emit('say', String(n + 1))"
          >{{ n + 1 }}. {{ text }}</button>
          <button
            v-if="m.offer" type="button" class="chip" @click="$emit('say', '/add ' + m.offer)"
          >{{ words.addAsTask }}</button>
        </div>
        <footer>
          <time :title="m.when">{{ m.time }}</time>
          <button
            v-if="m.turn && isLast(at)"
            type="button" class="link" @click="$emit('undo', { turn: m.turn })"
          >{{ words.undo }}</button>
          <template v-if="canRepeat(m)">
            <button
              v-if="m.role === 'user'"
              type="button" class="link more" @click="$emit('edit', { turn: m.of })"
            >{{ words.edit }}</button>
            <button
              v-else-if="isLast(at)" type="button" class="link" :class="{ more: !m.trouble }"
              @click="$emit('retry', { turn: m.of })"
            >{{ m.trouble ? words.again : words.retry }}</button>
          </template>
          <button v-if="canCopy" type="button" class="link more" @click="copy(m.text)">
            {{ words.copy }}
          </button>
        </footer>
      </article>

      <task-approval
        v-for="each in unsaid" :key="each.id" :approval="each" :words="words"
        @decide="$emit('decide', { id: each.id, ...$event })"
        @amend="$emit('amend', { id: each.id, ...$event })"
      ></task-approval>

      <button v-if="later" type="button" class="quiet" @click="$emit('latest')">
        {{ words.latest }}
      </button>
      <article
        v-else-if="running"
        class="said assistant live" :aria-label="words.answering" aria-busy="true"
      >
        <ul v-if="running.steps.length" class="steps">
          <li v-for="(step, n) in running.steps" :key="n" :class="step.state" dir="auto">
            {{ step.text }}{{ step.state === 'doing' ? ' …' : '' }}
          </li>
        </ul>
        <p v-if="running.text" class="text" dir="auto">{{ running.text }}</p>
        <small v-if="running.note" class="state">{{ running.note }}</small>
        <div v-if="!running.text" class="thinking"><i></i><i></i><i></i></div>
      </article>
      <div v-else-if="busy" class="thinking" role="status" :aria-label="words.working">
        <i></i><i></i><i></i>
      </div>
    </div>`,
  props: { words: Object },
  emits: ['say', 'tick', 'decide', 'amend', 'undo', 'earlier', 'latest', 'edit', 'retry'],
  data: () => ({
    messages: [],
    cards: {},
    approvals: {},
    running: null, // the turn that is being answered
    earlier: false,
    later: false,
    numbers: null,
    busy: false,
    canCopy: !!navigator.clipboard,
  }),
  computed: {
    replaced() {
      return new Set(this.messages.map((m) => m.replaces).filter(Boolean));
    },
    // What programs ask for outside of conversations can be answered in every one.
    unsaid() {
      return Object.values(this.approvals).filter((each) => each?.unsaid);
    },
    lastTurn() {
      return this.messages.at(-1)?.of;
    },
  },
  mounted() {
    this.sizes = new ResizeObserver(() => this.follow()); // a keyboard that opens leaves less room
    this.sizes.observe(this.$refs.log);
  },
  unmounted() {
    this.sizes.disconnect();
    clearTimeout(this.soon);
    cancelAnimationFrame(this.ending);
  },
  patches: {
    all({ messages, cards, approvals, earlier, later, live: running, numbers }) {
      Object.assign(this, { messages, cards, approvals, earlier, later, running, numbers });
      this.asked = this.away = false;
      this.follow();
    },
    add({ message, cards }) {
      if (message.role === 'user') this.away = false;
      Object.assign(this.cards, cards);
      this.messages.push(message);
      const isAnswer = message.role === 'assistant' && message.of === this.running?.turn;
      if (isAnswer) this.running = null;
      this.follow();
    },
    // What somebody reads stays where it is when earlier messages come above it.
    before({ messages, cards, approvals, keep, earlier, later }) {
      const log = this.$refs.log;
      const below = log.scrollHeight - log.scrollTop;
      const read = this.messages[0];
      const at = log.querySelector('.said')?.getBoundingClientRect().top;
      Object.assign(this.cards, cards);
      Object.assign(this.approvals, approvals);
      this.messages = [...messages, ...this.messages].slice(0, keep);
      Object.assign(this, { earlier, later });
      this.$nextTick(() => {
        this.asked = false;
        const shown = log.querySelectorAll('.said')[this.messages.indexOf(read)];
        if (shown) log.scrollTop += shown.getBoundingClientRect().top - at;
        else log.scrollTop = log.scrollHeight - below;
      });
    },
    live({ live: turn }) {
      const before = turn?.goesOn && this.running ? this.running.text : '';
      this.running = turn && { ...turn, text: before + turn.text };
      this.follow();
    },
    card({ id, row }) {
      this.cards[id] = row;
      this.follow();
    },
    approval({ approval }) {
      this.approvals[approval.id] = approval;
      this.follow();
    },
    numbers({ numbers }) {
      this.numbers = numbers;
      this.follow();
    },
  },
  methods: {
    isFar(at) {
      return this.messages.length - at > IN_SIGHT;
    },
    isLast(at) {
      return at === this.messages.length - 1;
    },
    canRepeat(m) {
      return !this.running && !this.later && m.of && m.of === this.lastTurn;
    },
    // A message is drawn anew only when one of these has changed.
    drawnFrom(m, at) {
      const approvals = m.approvals.map((id) => this.approvals[id]);
      const place = [this.isLast(at), this.isFar(at), this.replaced.has(m.of)];
      return [m, ...place, this.canRepeat(m), ...approvals];
    },

    askEarlier() {
      if (!this.earlier || this.asked) return;
      this.asked = true;
      this.$emit('earlier');
    },
    scrolled() {
      const log = this.$refs.log;
      const below = log.scrollHeight - log.scrollTop - log.clientHeight;
      // Only whoever scrolls up goes away from the end: it also goes away when there is less room.
      if (below <= 60) this.away = false;
      else if (this.ending == null && log.scrollTop < this.top) this.away = true;
      this.top = log.scrollTop;
      if (log.scrollTop < 120) this.askEarlier();
    },
    // Stay at the end unless somebody reads further up; once a frame, because it is measured.
    follow() {
      if (this.away) return;
      this.ending ??= requestAnimationFrame(() => {
        this.ending = null;
        const log = this.$refs.log;
        if (log) log.scrollTop = log.scrollHeight;
      });
    },

    // An answer that comes at once needs no sign that it is on its way.
    setBusy(busy) {
      clearTimeout(this.soon);
      if (!busy) this.busy = false;
      else
        this.soon = setTimeout(() => {
          this.busy = true;
          this.follow();
        }, SOON);
    },
    copy(text) {
      navigator.clipboard.writeText(text);
    },
  },
};
