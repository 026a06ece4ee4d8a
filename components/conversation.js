// Draws the conversation. Words, order and what is possible come from Python.
const SOON = 120; // milliseconds before it is said that an answer is on its way
const IN_SIGHT = 12; // messages that are laid out at once; those further up when somebody comes near

const conversation = {
  template: `
    <div ref="log" class="log" role="log" :aria-label="words.log" tabindex="0" @scroll.passive="scrolled">
      <button v-if="earlier" type="button" class="quiet" @click="askEarlier">{{ words.earlier }}</button>
      <div v-if="!messages.length && !live" class="welcome">
        <h2>{{ words.welcome }}</h2><p>{{ words.how }}</p>
        <dl v-if="numbers" class="day"><div v-for="one in numbers" :key="one.name" :class="one.tone"><dd>{{ one.number }}</dd><dt>{{ one.name }}</dt></div></dl>
        <button v-for="text in words.suggestions" :key="text" type="button" class="chip" @click="$emit('say', text)">{{ text }}</button>
      </div>
      <article v-for="(m, at) in messages" :key="m.id" v-memo="drawnFrom(m, at)" class="said" :class="[m.role, {replaced: replaced.has(m.of), earlier: isFar(at)}]" :aria-label="m.role === 'user' ? words.you : words.tandem">
        <ul v-if="m.steps.length" class="steps"><li v-for="(step, n) in m.steps" :key="n" :class="step.state" dir="auto">{{ step.text }}</li></ul>
        <div v-if="m.html" class="text rich" dir="auto" v-html="m.html"></div>
        <p v-else class="text" dir="auto">{{ m.text }}</p>
        <chart-figure v-for="(chart, n) in m.charts" :key="n" :chart="chart"></chart-figure>
        <task-cards v-if="m.cards.length" :ids="m.cards" :more="m.more" :cards="cards" :words="words" @tick="$emit('tick', $event)"></task-cards>
        <task-approval v-for="id in m.approvals" :key="id" :approval="approvals[id]" :words="words" @decide="$emit('decide', { id, ...$event })" @amend="$emit('amend', { id, ...$event })"></task-approval>
        <div v-if="at === messages.length - 1 && (m.choices.length || m.offer)" class="row">
          <button v-for="(text, n) in m.choices" :key="n" type="button" class="chip" dir="auto" @click="$emit('say', String(n + 1))">{{ n + 1 }}. {{ text }}</button>
          <button v-if="m.offer" type="button" class="chip" @click="$emit('say', '/add ' + m.offer)">{{ words.addAsTask }}</button>
        </div>
        <footer><time :title="m.when">{{ m.time }}</time>
          <button v-if="m.turn && at === messages.length - 1" type="button" class="link" @click="$emit('undo', {turn: m.turn})">{{ words.undo }}</button>
          <template v-if="!live && !later && m.of && m.of === lastTurn">
            <button v-if="m.role === 'user'" type="button" class="link more" @click="$emit('edit', {turn: m.of})">{{ words.edit }}</button>
            <button v-else-if="at === messages.length - 1" type="button" class="link" :class="{more: !m.trouble}" @click="$emit('retry', {turn: m.of})">{{ m.trouble ? words.again : words.retry }}</button>
          </template>
          <button v-if="canCopy" type="button" class="link more" @click="copy(m.text)">{{ words.copy }}</button></footer>
      </article>
      <button v-if="later" type="button" class="quiet" @click="$emit('latest')">{{ words.latest }}</button>
      <article v-else-if="live" class="said assistant live" :aria-label="words.answering" aria-busy="true">
        <ul v-if="live.steps.length" class="steps"><li v-for="(step, n) in live.steps" :key="n" :class="step.state" dir="auto">{{ step.text }}{{ step.state === 'doing' ? ' …' : '' }}</li></ul>
        <p v-if="live.text" class="text" dir="auto">{{ live.text }}</p>
        <small v-if="live.note" class="state">{{ live.note }}</small>
        <div v-if="!live.text" class="thinking"><i></i><i></i><i></i></div>
      </article>
      <div v-else-if="busy" class="thinking" role="status" :aria-label="words.working"><i></i><i></i><i></i></div>
    </div>`,
  emits: ['ready', 'say', 'tick', 'decide', 'amend', 'undo', 'earlier', 'latest', 'edit', 'retry'],
  props: { seed: String, words: Object },
  data: () => ({ messages: [], cards: {}, approvals: {}, live: null, earlier: false, later: false, numbers: null, rev: -1, busy: false, canCopy: !!navigator.clipboard }),
  computed: {
    replaced() { return new Set(this.messages.map((m) => m.replaces).filter(Boolean)); },
    lastTurn() { const last = this.messages[this.messages.length - 1]; return last && last.of; },
  },
  created() { this.apply({ op: 'all', ...JSON.parse(this.seed) }); },
  mounted() {
    this.sizes = new ResizeObserver(() => this.follow()); // a keyboard that opens leaves less room
    this.sizes.observe(this.$refs.log);
    this.$emit('ready', { rev: this.rev });
  },
  unmounted() { this.sizes.disconnect(); clearTimeout(this.soon); cancelAnimationFrame(this.ending); },
  methods: {
    isFar(at) { return this.messages.length - at > IN_SIGHT; },
    // A message is drawn anew only when one of these has changed.
    drawnFrom(m, at) {
      return [m, at === this.messages.length - 1, this.isFar(at), this.replaced.has(m.of), !this.live && !this.later && m.of === this.lastTurn,
        ...m.approvals.map((id) => this.approvals[id])];
    },
    apply(m) {
      if (m.rev <= this.rev) return;
      this.rev = m.rev;
      if (m.op === 'add' && m.message.role === 'user') this.away = false;
      if (m.op === 'before') { this.before(m); return; }
      if (m.op === 'all') {
        Object.assign(this, { messages: m.messages, cards: m.cards, approvals: m.approvals, earlier: m.earlier, later: m.later, live: m.live, numbers: m.numbers });
        this.asked = this.away = false;
      } else if (m.op === 'add') {
        Object.assign(this.cards, m.cards);
        this.messages.push(m.message);
        if (this.live && m.message.role === 'assistant' && m.message.of === this.live.turn) this.live = null;
      } else if (m.op === 'live') {
        this.live = m.live && { ...m.live, text: (m.live.goesOn && this.live ? this.live.text : '') + m.live.text };
      } else if (m.op === 'card') this.cards[m.id] = m.row;
      else if (m.op === 'numbers') this.numbers = m.numbers;
      else if (m.op === 'approval') this.approvals[m.approval.id] = m.approval;
      this.follow();
    },
    // What somebody is reading stays where it is when earlier messages come above it, and the latest make room for them.
    before(m) {
      const log = this.$refs.log, below = log.scrollHeight - log.scrollTop, read = this.messages[0];
      const at = log.querySelector('.said')?.getBoundingClientRect().top;
      Object.assign(this.cards, m.cards);
      Object.assign(this.approvals, m.approvals);
      this.messages = [...m.messages, ...this.messages].slice(0, m.keep);
      this.earlier = m.earlier;
      this.later = m.later;
      this.$nextTick(() => {
        this.asked = false;
        const shown = log.querySelectorAll('.said')[this.messages.indexOf(read)];
        if (shown) log.scrollTop += shown.getBoundingClientRect().top - at; else log.scrollTop = log.scrollHeight - below;
      });
    },
    askEarlier() { if (this.earlier && !this.asked) { this.asked = true; this.$emit('earlier'); } },
    scrolled() {
      const log = this.$refs.log;
      if (this.ending == null) this.away = log.scrollHeight - log.scrollTop - log.clientHeight > 60;
      if (log.scrollTop < 120) this.askEarlier();
    },
    // An answer that comes at once needs no sign that it is on its way.
    setBusy(busy) {
      clearTimeout(this.soon);
      if (busy) this.soon = setTimeout(() => { this.busy = true; this.follow(); }, SOON);
      else this.busy = false;
    },
    copy(text) { navigator.clipboard.writeText(text); },
    // Stay at the end unless somebody reads further up; once a frame, because where the end is has to be measured.
    follow() { if (!this.away) this.ending ??= requestAnimationFrame(() => { this.ending = null; this.end(); }); },
    end() { const log = this.$refs.log; if (log) log.scrollTop = log.scrollHeight; },
  },
};

// What only some messages hold, each a component of its own: a browser reads its template when the first one is drawn.
const about = (text, title) => text.replace('{title}', () => title);

const ChartFigure = {
  template: `
    <figure class="chart">
      <figcaption>{{ chart.title }}<span v-for="(name, of) in chart.legend" :key="name" :class="'key-' + of">{{ name }}</span></figcaption>
      <svg :viewBox="'0 0 ' + chart.width + ' ' + chart.height" aria-hidden="true">
        <line x1="0" :x2="chart.width" :y1="chart.base" :y2="chart.base"/>
        <template v-for="(bar, b) in chart.bars" :key="b"><rect :class="'bar-' + bar.series" :x="bar.x" :y="bar.y" :width="bar.width" :height="bar.height" rx="1.5"/>
          <text v-if="bar.number" :x="bar.x + bar.width / 2" :y="bar.y - 3">{{ bar.number }}</text></template>
        <text v-for="tick in chart.ticks" :key="tick.x" class="tick-label" :x="tick.x" :y="chart.height - 5">{{ tick.text }}</text>
      </svg>
      <table class="sr-only"><caption>{{ chart.title }}</caption><thead><tr><th v-for="(head, h) in chart.head" :key="h" scope="col">{{ head }}</th></tr></thead>
        <tbody><tr v-for="(row, r) in chart.rows" :key="r"><th scope="row">{{ row[0] }}</th><td v-for="(cell, c) in row.slice(1)" :key="c">{{ cell }}</td></tr></tbody></table>
    </figure>`,
  props: { chart: Object },
};

const TaskCards = {
  template: `
    <ul class="cards">
      <li v-for="id in ids" :key="id" class="card" :class="cards[id] ? [cards[id].status, cards[id].priority] : 'gone'">
        <template v-if="cards[id]">
          <label class="tick"><input type="checkbox" :checked="cards[id].status === 'completed'" :aria-label="about(words.complete, cards[id].title)"
            @change="$emit('tick', {id, done: $event.target.checked})"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 10.5l3.3 3.3L15 7"/></svg></label>
          <span class="card-title" dir="auto">{{ cards[id].title }}</span>
          <span v-if="cards[id].due" class="due" :class="cards[id].tone">{{ cards[id].due }}</span>
        </template>
        <span v-else class="card-title">{{ words.gone }}</span>
      </li>
      <li v-if="more" class="card more">{{ words.more.replace('{number}', more) }}</li>
    </ul>`,
  emits: ['tick'],
  props: { ids: Array, more: Number, cards: Object, words: Object },
  methods: { about },
};

const TaskApproval = {
  template: `
    <section class="approval" :class="{open: approval?.open}">
      <template v-if="approval">
        <ul><li v-for="item in approval.items" :key="item.id" :class="{struck: approval.deletes && !isLeft(item), left: isLeft(item)}">
          <label><input v-if="approval.open && approval.items.length > 1" type="checkbox" class="check" :checked="!isLeft(item)"
            :aria-label="about(words.approveOne, item.title)" @change="leave(item, !$event.target.checked)">
            <span dir="auto">{{ item.title }}<small v-for="change in item.changes" :key="change.name">{{ change.name }}: <s>{{ change.before }}</s> → {{ change.after }}</small>
            <small v-if="!approval.deletes && !item.changes.length">{{ words.same }}</small></span></label>
          <button v-if="approval.open && item.fields.length && amending !== item.id" type="button" class="icon" :aria-label="about(words.editing, item.title)" @click="startAmending(item, $event)"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 16l.7-3.3L13.2 4.2a1.4 1.4 0 012 0l.6.6a1.4 1.4 0 010 2L7.3 15.3z"/></svg></button>
          <form v-if="approval.open && amending === item.id" class="amend" @submit.prevent="amend(item)" @keydown.esc.stop.prevent="amending = null">
            <label v-for="field in item.fields" :key="field.key"><span>{{ field.name }}</span>
              <select v-if="field.kind === 'choice'" class="field" v-model="draft[field.key]"><option v-for="(label, value) in field.options" :key="value" :value="value">{{ label }}</option></select>
              <input v-else class="field" :type="field.kind" dir="auto" v-model="draft[field.key]"></label>
            <div class="row"><button type="submit" class="plain">{{ words.save }}</button><button type="button" class="link" @click="amending = null">{{ words.cancel }}</button></div>
          </form></li></ul>
        <div v-if="approval.open" class="row">
          <button type="button" :class="approval.deletes ? 'danger' : 'primary wide'" :disabled="!chosen.length" @click="$emit('decide', {approve: true, tasks: chosen, revision: approval.revision})">{{ words.approve }}</button>
          <button type="button" class="plain" @click="$emit('decide', {approve: false})">{{ words.reject }}</button>
        </div>
        <small v-else class="state">{{ approval.state }}</small>
      </template>
    </section>`,
  emits: ['decide', 'amend'],
  props: { approval: Object, words: Object },
  data: () => ({ left: [], amending: null, draft: {} }),
  computed: {
    chosen() { return this.approval.items.filter((item) => !this.isLeft(item)).map((item) => item.id); },
  },
  watch: { approval() { this.amending = null; } },
  methods: {
    about,
    isLeft(item) { return item.left || this.left.includes(item.id); },
    leave(item, left) {
      const others = this.left.filter((each) => each !== item.id);
      this.left = left ? [...others, item.id] : others;
    },
    startAmending(item, event) {
      const line = event.target.closest('li');
      this.amending = item.id;
      this.draft = Object.fromEntries(item.fields.map((field) => [field.key, field.value]));
      this.$nextTick(() => line.querySelector('.amend .field')?.focus());
    },
    amend(item) {
      const changed = item.fields.filter((field) => this.draft[field.key] !== field.value);
      this.$emit('amend', { task: item.id, changes: Object.fromEntries(changed.map((field) => [field.key, this.draft[field.key] || null])) });
    },
  },
};

conversation.components = { ChartFigure, TaskCards, TaskApproval };
export default conversation;
