// Draws the conversation. Words, order and what is possible come from Python.
export default {
  template: `
    <div ref="log" class="log" role="log" aria-label="Conversation" tabindex="0">
      <button v-if="earlier" type="button" class="quiet" @click="$emit('earlier')">Earlier messages</button>
      <div v-if="!messages.length" class="welcome">
        <h2>{{ words.welcome }}</h2><p>{{ words.how }}</p>
        <button v-for="text in words.suggestions" :key="text" type="button" class="chip" @click="$emit('say', text)">{{ text }}</button>
      </div>
      <article v-for="(m, at) in messages" :key="m.id" class="said" :class="m.role" :aria-label="m.role === 'user' ? 'You' : 'Tandem'">
        <p class="text" dir="auto">{{ m.text }}</p>
        <ul v-if="m.cards.length" class="cards">
          <li v-for="id in m.cards" :key="id" class="card" :class="cards[id] ? [cards[id].status, cards[id].priority] : 'gone'">
            <template v-if="cards[id]">
              <label class="tick"><input type="checkbox" :checked="cards[id].status === 'completed'" :aria-label="'Complete ' + cards[id].title + ' (in chat)'"
                @change="$emit('tick', {id, done: $event.target.checked})"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 10.5l3.3 3.3L15 7"/></svg></label>
              <span class="card-title" dir="auto">{{ cards[id].title }}</span>
              <span v-if="cards[id].due" class="due" :class="cards[id].tone">{{ cards[id].due }}</span>
            </template>
            <span v-else class="card-title">This task was deleted</span>
          </li>
          <li v-if="m.more" class="card more">and {{ m.more }} more</li>
        </ul>
        <section v-for="id in m.approvals" :key="id" class="approval">
          <template v-if="approvals[id]">
            <ul><li v-for="item in approvals[id].items" :key="item.id" :class="{struck: approvals[id].deletes}" dir="auto">{{ item.title }}<small v-for="change in item.changes" :key="change">{{ change }}</small></li></ul>
            <div v-if="approvals[id].open" class="row">
              <button type="button" class="danger" @click="$emit('decide', {id, approve: true})">Approve</button>
              <button type="button" class="plain" @click="$emit('decide', {id, approve: false})">Reject</button>
            </div>
            <small v-else class="state">{{ approvals[id].state }}</small>
          </template>
        </section>
        <div v-if="at === messages.length - 1 && (m.choices.length || m.offer)" class="row">
          <button v-for="(text, n) in m.choices" :key="n" type="button" class="chip" dir="auto" @click="$emit('say', String(n + 1))">{{ n + 1 }}. {{ text }}</button>
          <button v-if="m.offer" type="button" class="chip" @click="$emit('say', '/add ' + m.offer)">Add as a task</button>
        </div>
        <footer><time>{{ m.time }}</time>
          <button v-if="m.turn && at === messages.length - 1" type="button" class="link" @click="$emit('undo', {turn: m.turn})">Undo</button></footer>
      </article>
      <div v-if="busy" class="thinking" aria-label="Tandem is answering"><i></i><i></i><i></i></div>
    </div>`,
  props: { seed: String, words: Object },
  data: () => ({ messages: [], cards: {}, approvals: {}, earlier: false, rev: -1, busy: false }),
  created() { this.apply({ op: 'all', ...JSON.parse(this.seed) }); },
  mounted() { this.end(); this.$emit('ready', { rev: this.rev }); },
  methods: {
    apply(m) {
      if (m.rev <= this.rev) return;
      this.rev = m.rev;
      if (m.op === 'all') {
        const log = this.$refs.log;
        const below = log && m.messages.length > this.messages.length && this.messages.length ? log.scrollHeight - log.scrollTop : 0;
        Object.assign(this, { messages: m.messages, cards: m.cards, approvals: m.approvals, earlier: m.earlier });
        this.$nextTick(() => { if (below) this.$refs.log.scrollTop = this.$refs.log.scrollHeight - below; else this.end(); });
      } else if (m.op === 'add') {
        const follow = this.atEnd() || m.message.role === 'user';
        Object.assign(this.cards, m.cards);
        this.messages.push(m.message);
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
    atEnd() { const log = this.$refs.log; return !log || log.scrollHeight - log.scrollTop - log.clientHeight < 60; },
    end() { const log = this.$refs.log; if (log) log.scrollTop = log.scrollHeight; },
  },
};
