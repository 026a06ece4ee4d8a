// Draws the conversation. Words, order and what is possible come from Python.
export default {
  template: `
    <div ref="log" class="log" role="log" :aria-label="words.log" tabindex="0">
      <button v-if="earlier" type="button" class="quiet" @click="$emit('earlier')">{{ words.earlier }}</button>
      <div v-if="!messages.length" class="welcome">
        <h2>{{ words.welcome }}</h2><p>{{ words.how }}</p>
        <button v-for="text in words.suggestions" :key="text" type="button" class="chip" @click="$emit('say', text)">{{ text }}</button>
      </div>
      <article v-for="(m, at) in messages" :key="m.id" class="said" :class="[m.role, {replaced: replaced.has(m.of)}]" :aria-label="m.role === 'user' ? words.you : words.tandem">
        <ul v-if="m.steps.length" class="steps"><li v-for="(step, n) in m.steps" :key="n" :class="step.state" dir="auto">{{ step.text }}</li></ul>
        <div v-if="m.html" class="text rich" dir="auto" v-html="m.html"></div>
        <p v-else class="text" dir="auto">{{ m.text }}</p>
        <ul v-if="m.cards.length" class="cards">
          <li v-for="id in m.cards" :key="id" class="card" :class="cards[id] ? [cards[id].status, cards[id].priority] : 'gone'">
            <template v-if="cards[id]">
              <label class="tick"><input type="checkbox" :checked="cards[id].status === 'completed'" :aria-label="about('complete', cards[id].title)"
                @change="$emit('tick', {id, done: $event.target.checked})"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 10.5l3.3 3.3L15 7"/></svg></label>
              <span class="card-title" dir="auto">{{ cards[id].title }}</span>
              <span v-if="cards[id].due" class="due" :class="cards[id].tone">{{ cards[id].due }}</span>
            </template>
            <span v-else class="card-title">{{ words.gone }}</span>
          </li>
          <li v-if="m.more" class="card more">{{ words.more.replace('{number}', m.more) }}</li>
        </ul>
        <section v-for="id in m.approvals" :key="id" class="approval">
          <template v-if="approvals[id]">
            <ul><li v-for="item in approvals[id].items" :key="item.id" :class="{struck: approvals[id].deletes && !isLeft(id, item), left: isLeft(id, item)}">
              <label><input v-if="approvals[id].open && approvals[id].items.length > 1" type="checkbox" :checked="!isLeft(id, item)"
                :aria-label="about('approveOne', item.title)" @change="leave(id, item.id, !$event.target.checked)">
                <span dir="auto">{{ item.title }}<small v-for="change in item.changes" :key="change">{{ change }}</small></span></label></li></ul>
            <div v-if="approvals[id].open" class="row">
              <button type="button" class="danger" :disabled="!chosen(id).length" @click="$emit('decide', {id, approve: true, tasks: chosen(id)})">{{ words.approve }}</button>
              <button type="button" class="plain" @click="$emit('decide', {id, approve: false})">{{ words.reject }}</button>
            </div>
            <small v-else class="state">{{ words.states[approvals[id].state] }}</small>
          </template>
        </section>
        <div v-if="at === messages.length - 1 && (m.choices.length || m.offer)" class="row">
          <button v-for="(text, n) in m.choices" :key="n" type="button" class="chip" dir="auto" @click="$emit('say', String(n + 1))">{{ n + 1 }}. {{ text }}</button>
          <button v-if="m.offer" type="button" class="chip" @click="$emit('say', '/add ' + m.offer)">{{ words.addAsTask }}</button>
        </div>
        <footer><time>{{ m.time }}</time>
          <button v-if="m.turn && at === messages.length - 1" type="button" class="link" @click="$emit('undo', {turn: m.turn})">{{ words.undo }}</button>
          <template v-if="!live && m.of === lastTurn">
            <button v-if="m.role === 'user'" type="button" class="link more" @click="$emit('edit', {turn: m.of})">{{ words.edit }}</button>
            <button v-else-if="at === messages.length - 1" type="button" class="link more" @click="$emit('retry', {turn: m.of})">{{ words.retry }}</button>
          </template>
          <button v-if="canCopy" type="button" class="link more" @click="copy(m.text)">{{ words.copy }}</button></footer>
      </article>
      <article v-if="live" class="said assistant live" :aria-label="words.answering" aria-busy="true">
        <ul v-if="live.steps.length" class="steps"><li v-for="(step, n) in live.steps" :key="n" :class="step.state" dir="auto">{{ step.text }}{{ step.state === 'doing' ? ' …' : '' }}</li></ul>
        <p v-if="live.text" class="text" dir="auto">{{ live.text }}</p>
        <small v-if="live.note" class="state">{{ live.note }}</small>
        <div v-if="!live.text" class="thinking"><i></i><i></i><i></i></div>
      </article>
      <div v-else-if="busy" class="thinking" :aria-label="words.answering"><i></i><i></i><i></i></div>
    </div>`,
  emits: ['ready', 'say', 'tick', 'decide', 'undo', 'earlier'],
  props: { seed: String, words: Object },
  data: () => ({ messages: [], cards: {}, approvals: {}, left: {}, live: null, earlier: false, rev: -1, busy: false, canCopy: !!navigator.clipboard }),
  computed: {
    replaced() { return new Set(this.messages.map((m) => m.replaces).filter(Boolean)); },
    lastTurn() { const last = this.messages[this.messages.length - 1]; return last && last.of; },
  },
  created() { this.apply({ op: 'all', ...JSON.parse(this.seed) }); },
  mounted() { this.end(); this.$emit('ready', { rev: this.rev }); },
  methods: {
    about(what, title) { return this.words[what].replace('{title}', () => title); },
    apply(m) {
      if (m.rev <= this.rev) return;
      this.rev = m.rev;
      if (m.op === 'all') {
        const log = this.$refs.log;
        const below = log && m.messages.length > this.messages.length && this.messages.length ? log.scrollHeight - log.scrollTop : 0;
        Object.assign(this, { messages: m.messages, cards: m.cards, approvals: m.approvals, earlier: m.earlier, live: m.live });
        this.$nextTick(() => { if (below) this.$refs.log.scrollTop = this.$refs.log.scrollHeight - below; else this.end(); });
      } else if (m.op === 'add') {
        const follow = this.atEnd() || m.message.role === 'user';
        Object.assign(this.cards, m.cards);
        this.messages.push(m.message);
        if (this.live && m.message.role === 'assistant' && m.message.of === this.live.turn) this.live = null;
        if (follow) this.$nextTick(this.end);
      } else if (m.op === 'live') {
        const follow = this.atEnd();
        this.live = m.live && { ...m.live, text: (m.live.goesOn && this.live ? this.live.text : '') + m.live.text };
        if (follow) this.$nextTick(this.end);
      } else if (m.op === 'card') {
        this.cards[m.id] = m.row;
      } else if (m.op === 'approval') {
        const follow = this.atEnd();
        this.approvals[m.approval.id] = m.approval;
        if (follow) this.$nextTick(this.end);
      }
    },
    setBusy(busy) { this.busy = busy; if (busy) this.$nextTick(this.end); },
    isLeft(id, item) { return item.left || !!(this.left[id] && this.left[id].includes(item.id)); },
    leave(id, task, left) {
      const others = (this.left[id] || []).filter((each) => each !== task);
      this.left[id] = left ? [...others, task] : others;
    },
    chosen(id) { return this.approvals[id].items.filter((item) => !this.isLeft(id, item)).map((item) => item.id); },
    copy(text) { navigator.clipboard.writeText(text); },
    atEnd() { const log = this.$refs.log; return !log || log.scrollHeight - log.scrollTop - log.clientHeight < 60; },
    end() { const log = this.$refs.log; if (log) log.scrollTop = log.scrollHeight; },
  },
};
