// Draws the rows in sight of a list of any length. Rules, order and words come from Python.
const MARGIN = 5; // rows drawn above and below what is in sight

export default {
  template: `
    <div ref="box" class="tasks" :class="{selecting: selected.size}" role="list" :aria-label="words.list" @scroll.passive="scrolled">
      <div class="tasks-space" :style="{height: rows.length * height + 'px', paddingTop: first * height + 'px'}">
        <li v-for="line in drawn" :key="line.key" v-memo="line.drawnFrom" role="listitem" class="task" :data-id="line.row?.id" :aria-label="line.row?.title"
             :aria-setsize="rows.length" :aria-posinset="line.at + 1" :aria-busy="!line.row"
             @click.capture="pickOut(line.row, $event)" @mousedown.shift.prevent @keydown="key(line.row, $event)" @focusin="focus(line.row)"
             @pointerdown="hold(line.row, $event)" @pointermove="letGo" @pointerup="letGo" @pointercancel="letGo"
             :class="line.row && [line.row.status, line.row.priority, {selected: selected.has(line.row.id), glow: glowing.has(line.row.id), fading: fading.has(line.row.id), arriving: arriving.has(line.row.id), waits: waits[line.row.id], goes: waits[line.row.id]?.deletes, bare: isBare(line.row), noted: line.row.note}]">
          <template v-if="line.row">
            <label class="tick"><input type="checkbox" :checked="line.row.status === 'completed'" :aria-label="about('complete', line.row)"
              @change="tick(line.row, $event.target.checked)"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 10.5l3.3 3.3L15 7"/></svg></label>
            <div class="task-body">
              <input v-if="renaming === line.row.id" class="rename" ref="rename" dir="auto" maxlength="255" v-model="draft"
                :aria-label="about('newName', line.row)" @keydown.enter.prevent="rename(line.row, $event.target)"
                @keydown.esc.stop="stopRenaming($event.target)" @blur="rename(line.row)">
              <button v-else type="button" class="task-title" dir="auto" :aria-label="about('rename', line.row)" @click="startRenaming(line.row)">{{ line.row.title }}</button>
              <span v-if="waits[line.row.id]" class="task-waits" dir="auto"><template v-if="waits[line.row.id].deletes">{{ words.waitsToGo }}</template>
                <span v-for="(change, n) in waits[line.row.id].changes" :key="n">{{ change.name }}: <s>{{ change.before }}</s> → {{ change.after }}</span></span>
              <span v-else-if="line.row.note" class="task-note" dir="auto">{{ line.row.note }}</span>
            </div>
            <div class="task-traits">
              <select class="pick status" :value="line.row.status" :aria-label="about('statusOf', line.row)" @change="change(line.row, 'status', $event.target.value)">
                <option v-for="(label, value) in words.status" :value="value">{{ label }}</option></select>
              <select class="pick priority" :value="line.row.priority" :aria-label="about('priorityOf', line.row)" @change="change(line.row, 'priority', $event.target.value)">
                <option v-for="(label, value) in words.priority" :value="value">{{ label }}</option></select>
              <label class="due" :class="[line.row.tone, {empty: !line.row.due}]"><svg viewBox="0 0 20 20" aria-hidden="true"><rect x="3" y="4.5" width="14" height="12.5" rx="2.5"/><path d="M3 8.5h14M7 2.5v3M13 2.5v3"/></svg><span>{{ line.row.due || words.noDue }}</span>
                <input type="date" :value.attr="line.row.day" @focus="$event.target.value = line.row.day" :aria-label="about('due', line.row)" @click="pick($event)" @keydown="type(line.row, $event)" @change="$event.target.dataset.typed || setDay(line.row, $event.target)" @blur="$event.target.dataset.typed && setDay(line.row, $event.target)"></label>
            </div>
            <div class="task-actions">
              <button type="button" class="icon" :aria-label="about('edit', line.row)" @click="$emit('edit', {id: line.row.id})"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 16l.7-3.3L13.2 4.2a1.4 1.4 0 012 0l.6.6a1.4 1.4 0 010 2L7.3 15.3z"/></svg></button>
              <button type="button" class="icon" :aria-label="about('remove', line.row)" @click="remove(line.row)"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6"/></svg></button>
              <button type="button" class="icon select" :aria-label="about('select', line.row)" :aria-pressed="selected.has(line.row.id)" @click="select(line.row)"><svg viewBox="0 0 20 20" aria-hidden="true"><rect x="3.5" y="3.5" width="13" height="13" rx="3.5"/><path class="picked" d="M6.5 10.2l2.4 2.4 4.6-5"/></svg></button>
            </div>
          </template>
        </li>
      </div>
    </div>`,
  emits: ['ready', 'zone', 'need', 'tick', 'rename', 'change', 'edit', 'remove', 'select', 'focusTask'], // what is not named here would also reach Python as the browser's own event
  props: { seed: String, words: Object },
  data: () => ({ rows: [], rev: -1, height: 56, first: 0, last: 16, shown: {}, waits: {}, renaming: null, draft: '', glowing: new Set(), fading: new Set(), arriving: new Set(), selected: new Set() }),
  created() { this.top = this.tall = 0; this.apply(JSON.parse(this.seed)); },
  mounted() {
    this.sizes = new ResizeObserver(this.measure);
    this.sizes.observe(this.$refs.box); // which measures at once, when the page has been laid out anyway
    document.getElementById('first-sight')?.remove();
    this.$emit('ready', { rev: this.rev });
    // A browser takes its time over the first question of this kind: it is asked when the list has been painted.
    setTimeout(() => this.$emit('zone', Intl.DateTimeFormat().resolvedOptions().timeZone), 100);
  },
  unmounted() { this.sizes.disconnect(); },
  computed: {
    drawn() {
      const lines = [];
      for (let at = this.first; at < Math.min(this.last, this.rows.length); at++) {
        const stored = this.rows[at], id = stored?.id;
        const row = stored && { ...stored, ...this.shown[id] };
        // A row is drawn anew only when one of these has changed.
        const drawnFrom = [stored, this.shown[id], at, this.rows.length, this.waits[id], this.renaming === id && this.draft,
          this.selected.has(id), this.glowing.has(id), this.fading.has(id), this.arriving.has(id)];
        lines.push({ at, key: stored ? id : 'row' + at, row, drawnFrom });
      }
      return lines;
    },
  },
  methods: {
    isBare(row) { return !row.due && row.status !== 'in_progress' && (row.status === 'completed' || row.priority === 'medium'); },
    about(what, row) { return this.words[what].replace('{title}', () => row.title); },
    apply(m) {
      if (m.op === 'refused') { delete this.shown[m.id]; this.$nextTick(this.resetDays); return; }
      if (m.op === 'waits') { this.waits = m.waits; return; }
      if (m.op === 'selected') { this.selected = new Set(m.ids); return; }
      if (m.op === 'rows') { this.alter(rows => m.rows.forEach((row, i) => { if (m.at + i < rows.length) rows[m.at + i] = row; })); return; }
      if (m.rev <= this.rev) return;
      this.rev = m.rev;
      if (m.op === 'all') {
        this.rows = Object.freeze([...m.rows, ...Array(m.total - m.rows.length).fill(null)]);
        this.shown = {};
        this.waits = m.waits;
        this.selected = new Set(m.selected);
        this.$nextTick(this.look);
      } else this.move(m);
    },
    // Frozen, the rows are one value to Vue; otherwise it would note each of thousands that move up when one comes or goes.
    alter(edit) { const rows = this.rows.slice(); edit(rows); this.rows = Object.freeze(rows); },
    move(m) {
      delete this.shown[m.id];
      const box = this.$refs.box;
      const top = Math.floor(this.top / this.height);
      const control = m.from !== null && m.to === null ? this.controlOf(m.id) : -1;
      this.alter(rows => {
        if (m.from !== null) rows.splice(m.from, 1);
        if (m.to !== null) rows.splice(m.to, 0, m.row);
      });
      if (!box) return;
      if (control >= 0) this.$nextTick(() => this.goOn(m.from, control));
      // What somebody is looking at stays where it is when rows come or go above it.
      const gone = m.from !== null && m.from < top, came = m.to !== null && m.to < top;
      if (m.own && m.added && m.to !== null) this.$nextTick(() => this.reveal(m.to));
      else if (top > 0 && gone !== came) {
        this.top += came ? this.height : -this.height;
        this.$nextTick(() => { box.scrollTop = this.top; this.top = box.scrollTop; }); // once there is room for it
      }
      if (m.added && m.to !== null) this.mark(this.arriving, m.id, 400);
      if (!m.own && m.to !== null) this.mark(this.glowing, m.id, 1600, () => this.mark(this.fading, m.id, 300));
      if (m.from !== m.to) this.$nextTick(this.look);
    },
    // Which control of the row has the focus; when the row goes, the same one of its neighbour gets it.
    controlOf(id) {
      const task = this.$refs.box?.querySelector(`[data-id="${id}"]`), focused = document.activeElement;
      return task?.contains(focused) ? [...task.querySelectorAll('input, button, select')].indexOf(focused) : -1;
    },
    goOn(at, control) {
      const task = this.rowAt(Math.min(at, this.rows.length - 1));
      const place = task ? task.querySelectorAll('input, button, select')[control] : this.$refs.box.closest('section').querySelector('input');
      place?.focus();
    },
    rowAt(at) { return this.$refs.box?.querySelector(`[aria-posinset="${at + 1}"]`); },
    mark(set, id, milliseconds, then) { set.add(id); setTimeout(() => { set.delete(id); then?.(); }, milliseconds); },
    // Where the list stands is kept here: asking the browser right after a change would have it lay the page out at once.
    measure() {
      const box = this.$refs.box;
      this.height = parseFloat(getComputedStyle(box).getPropertyValue('--row-height')) || 56;
      this.tall = box.clientHeight;
      this.scrolled();
    },
    scrolled() { this.top = this.$refs.box.scrollTop; this.look(); },
    look() {
      if (!this.tall) return; // not laid out yet, or hidden: it is measured when it can be seen
      // The browser scrolls back by itself in a list that has become shorter, but only after this.
      const top = Math.min(this.top, Math.max(0, this.rows.length * this.height - this.tall));
      this.first = Math.max(0, Math.floor(top / this.height) - MARGIN);
      this.last = Math.ceil((top + this.tall) / this.height) + MARGIN;
      let from = this.first, to = Math.min(this.last, this.rows.length);
      while (from < to && this.rows[from]) from++;
      while (to > from && this.rows[to - 1]) to--;
      const need = from + '-' + to + '@' + this.rev;
      if (from < to && need !== this.asked) { this.asked = need; this.$emit('need', { from, to }); }
    },
    reveal(at) {
      const box = this.$refs.box, top = at * this.height;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + this.height > box.scrollTop + box.clientHeight) box.scrollTop = top + this.height - box.clientHeight;
      this.top = box.scrollTop;
    },
    // Which row somebody was in last, for those who say “this one”; told once, however often they move within it.
    focus(row) { if (row && row.id !== this.inRow) { this.inRow = row.id; this.$emit('focusTask', { id: row.id }); } },
    tick(row, done) {
      this.shown[row.id] = { status: done ? 'completed' : 'pending' };
      this.$emit('tick', { id: row.id, done });
    },
    // A field that was written in keeps that until it is told otherwise.
    resetDays() { this.$refs.box?.querySelectorAll('.due input').forEach((field) => { field.value = field.getAttribute('value'); }); },
    // A date that is typed counts when it is complete: with Enter, or when the field is left.
    type(row, event) {
      if (event.key === 'Enter') this.setDay(row, event.target);
      else if (event.key !== 'Tab') event.target.dataset.typed = 'yes';
    },
    setDay(row, field) {
      delete field.dataset.typed;
      if (field.value !== row.day) this.change(row, 'due_date', field.value || null);
    },
    change(row, field, value) {
      this.shown[row.id] = { ...this.shown[row.id], [field]: value, ...(field === 'due_date' ? { day: value || '', due: value || '' } : {}) };
      this.$emit('change', { id: row.id, field, value });
    },
    pick(event) { try { event.target.showPicker(); } catch { /* a browser without pickers lets one type */ } },
    startRenaming(row) {
      this.renaming = row.id;
      this.draft = row.title;
      this.$nextTick(() => { const field = [this.$refs.rename].flat()[0]; field?.focus(); field?.select(); });
    },
    stopRenaming(field) {
      const task = field?.closest('.task');
      this.renaming = null;
      if (task) this.$nextTick(() => task.querySelector('.task-title')?.focus());
    },
    rename(row, field) {
      if (this.renaming !== row.id) return;
      this.stopRenaming(field);
      const title = this.draft.trim();
      if (!title || title === row.title) return;
      this.shown[row.id] = { ...this.shown[row.id], title };
      this.$emit('rename', { id: row.id, title });
    },
    select(row, range = false) {
      if (!this.selected.delete(row.id) || range) this.selected.add(row.id);
      this.$emit('select', { id: row.id, range });
    },
    // With Ctrl, Command or Shift a click anywhere in a row selects it; so does a finger that rests on it, and the key x.
    pickOut(row, event) {
      const held = this.held; this.held = false;
      if (!row || !(held || event.ctrlKey || event.metaKey || event.shiftKey)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!held) this.select(row, event.shiftKey);
    },
    hold(row, event) {
      this.held = false;
      if (row && event.pointerType === 'touch') this.holding = setTimeout(() => { this.held = true; this.select(row); }, 500);
    },
    letGo() { clearTimeout(this.holding); },
    key(row, event) {
      if (row && event.key === 'x' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches('select, input:not([type=checkbox])')) this.select(row);
    },
    remove(row) { this.$emit('remove', { id: row.id }); },
  },
};
