// Draws the rows in sight of a list of any length. Rules, order and words come from Python.
import { connection } from 'connection';
import { liveElement } from 'live_element';
import { TaskRow } from 'task_row';

const MARGIN = 5; // rows drawn above and below what is in sight
const CONTROLS = 'input, button, select';

export default {
  mixins: [liveElement],
  components: { TaskRow },
  template: `
    <div
      ref="box" class="tasks" :class="{ selecting: selected.size }"
      role="list" :aria-label="words.list" @scroll.passive="scrolled"
    >
      <div
        class="tasks-space"
        :style="{ height: rows.length * height + 'px', paddingTop: first * height + 'px' }"
      >
        <task-row
          v-for="{ at, id, stored } in drawn" :key="id ?? 'row' + at"
          :stored="stored" :shown="shown[id]" :at="at" :total="rows.length" :words="words"
          :waits="waits[id]" :selected="selected.has(id)"
          :glowing="glowing.has(id)" :fading="fading.has(id)" :arriving="arriving.has(id)"
          @tick="tick(id, $event)" @rename="rename(id, $event)"
          @change="(field, value) => change(id, field, value)"
          @edit="$emit('edit', { id })" @remove="$emit('remove', { id })"
          @select="select(id, $event)" @enter="enter"
          @place="(moved, where) => $emit('place', { id: moved, target: id, where })"
          @step="(way) => $emit('place', { id, way })"
        ></task-row>
      </div>
    </div>`,
  props: { words: Object },
  // Without its name here, the browser's own event of that name would reach Python as well.
  emits: [
    ...['zone', 'need', 'tick', 'rename', 'change', 'edit', 'remove', 'select', 'focusTask'],
    'place',
  ],
  data: () => ({
    rows: [],
    height: 56,
    first: 0,
    last: 16,
    shown: {}, // by id: what a gesture has changed that Python has not confirmed yet
    waits: {}, // by id: what an open approval would do to the task
    selected: new Set(),
    glowing: new Set(), // the rows that an animation runs on
    fading: new Set(),
    arriving: new Set(),
  }),
  created() {
    this.top = this.tall = 0;
  },
  mounted() {
    this.stopReverting = connection.whenBack(this.revert);
    this.sizes = new ResizeObserver(this.measure);
    this.sizes.observe(this.$refs.box); // measures at once, when the page has been laid out anyway
    document.getElementById('first-paint')?.remove();
    // Slow when it is asked for the first time, so after the list has been painted.
    setTimeout(() => this.$emit('zone', Intl.DateTimeFormat().resolvedOptions().timeZone), 100);
  },
  unmounted() {
    this.stopReverting();
    this.sizes.disconnect();
  },
  computed: {
    drawn() {
      const drawn = [];
      for (let at = this.first; at < Math.min(this.last, this.rows.length); at++) {
        drawn.push({ at, id: this.rows[at]?.id, stored: this.rows[at] });
      }
      return drawn;
    },
  },
  patches: {
    all({ rows, total, waits, selected }) {
      this.rows = Object.freeze([...rows, ...Array(total - rows.length).fill(null)]);
      this.shown = {};
      this.waits = waits;
      this.selected = new Set(selected);
      this.$nextTick(this.updateWindow);
    },
    waits({ waits }) {
      this.waits = waits;
    },
    selected({ ids }) {
      this.selected = new Set(ids);
    },
    row({ at, row }) {
      this.edit((rows) => {
        rows[at] = row;
      });
    },
    move({ id, from, to, count, rows: moved, own, added }) {
      delete this.shown[id];
      const top = Math.floor(this.top / this.height);
      const control = from !== null && from !== to ? this.focusedControl(id) : -1;
      this.edit((rows) => {
        if (from !== null) rows.splice(from, count);
        if (to !== null) rows.splice(to, 0, ...moved, ...Array(count - moved.length).fill(null));
      });
      if (!this.$refs.box) return;
      if (control >= 0) this.$nextTick(() => this.moveFocus(to ?? from, control));
      if (own && (added || control >= 0) && to !== null) this.$nextTick(() => this.reveal(to));
      else this.holdStill(top, from, to);
      if (added && to !== null) this.mark(this.arriving, id, 400);
      if (!own && to !== null)
        this.mark(this.glowing, id, 1600, () => this.mark(this.fading, id, 300));
      if (from !== to) this.$nextTick(this.updateWindow);
    },
  },
  methods: {
    // Frozen, the rows are one value to Vue, which would otherwise track each of thousands.
    edit(change) {
      const rows = this.rows.slice();
      change(rows);
      this.rows = Object.freeze(rows);
    },
    fill(at, filled) {
      this.edit((rows) => {
        for (const [i, row] of filled.entries()) if (at + i < rows.length) rows[at + i] = row;
      });
    },
    // The server refused a gesture, or it may have been lost with the connection: show again what
    // is stored. A date field must be reset for it.
    revert() {
      Object.keys(this.shown).forEach(this.refuse);
    },
    refuse(id) {
      delete this.shown[id];
      this.$nextTick(() => {
        const field = this.$refs.box?.querySelector(`[data-id="${id}"] .due input`);
        if (field) field.value = field.getAttribute('value');
      });
    },
    mark(rows, id, milliseconds, then) {
      rows.add(id);
      setTimeout(() => {
        rows.delete(id);
        then?.();
      }, milliseconds);
    },

    // Which control of the row has the focus; when the row goes, its neighbour's gets it.
    focusedControl(id) {
      const task = this.$refs.box?.querySelector(`[data-id="${id}"]`);
      const focused = document.activeElement;
      return task?.contains(focused) ? [...task.querySelectorAll(CONTROLS)].indexOf(focused) : -1;
    },
    moveFocus(at, control) {
      const next = Math.min(at, this.rows.length - 1);
      const task = this.$refs.box.querySelector(`[aria-posinset="${next + 1}"]`);
      const quickAdd = () => this.$refs.box.closest('section').querySelector('input');
      (task ? task.querySelectorAll(CONTROLS)[control] : quickAdd())?.focus();
    },

    // Where the list stands is kept here: asked right after a change, the browser would lay the
    // page out at once.
    measure() {
      const box = this.$refs.box;
      this.height = parseFloat(getComputedStyle(box).getPropertyValue('--row-height')) || 56;
      this.tall = box.clientHeight;
      this.scrolled();
    },
    scrolled() {
      this.top = this.$refs.box.scrollTop;
      this.updateWindow();
    },
    updateWindow() {
      if (!this.tall) return; // not laid out yet, or hidden: it is measured when it can be seen
      // The browser scrolls back by itself in a list that has become shorter, but only after this.
      const top = Math.min(this.top, Math.max(0, this.rows.length * this.height - this.tall));
      this.first = Math.max(0, Math.floor(top / this.height) - MARGIN);
      this.last = Math.ceil((top + this.tall) / this.height) + MARGIN;
      this.request();
    },
    request() {
      let from = this.first;
      let to = Math.min(this.last, this.rows.length);
      while (from < to && this.rows[from]) from++;
      while (to > from && this.rows[to - 1]) to--;
      const need = `${from}-${to}@${this.rev}`;
      if (from === to || need === this.requested) return;
      this.requested = need;
      this.$emit('need', { from, to });
    },
    // What somebody is looking at stays where it is when rows come or go above it.
    holdStill(top, from, to) {
      const gone = from !== null && from < top;
      const came = to !== null && to < top;
      if (top === 0 || gone === came) return;
      this.top += came ? this.height : -this.height;
      this.$nextTick(() => {
        this.$refs.box.scrollTop = this.top; // once there is room for it
        this.top = this.$refs.box.scrollTop;
      });
    },
    reveal(at) {
      const box = this.$refs.box;
      const top = at * this.height;
      const bottom = top + this.height;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
      this.top = box.scrollTop;
    },

    // What a gesture changes is shown at once, until the server confirms or refuses it.
    show(id, changes) {
      this.shown[id] = { ...this.shown[id], ...changes };
    },
    tick(id, done) {
      this.show(id, { status: done ? 'completed' : 'pending' });
      this.$emit('tick', { id, done });
    },
    rename(id, title) {
      this.show(id, { title });
      this.$emit('rename', { id, title });
    },
    change(id, field, value) {
      this.show(
        id,
        field === 'due_date' ? { day: value || '', due: value || '' } : { [field]: value },
      );
      this.$emit('change', { id, field, value });
    },
    select(id, range) {
      if (!this.selected.delete(id) || range) this.selected.add(id);
      this.$emit('select', { id, range });
    },
    // Which row somebody was in last, for those who say “this one”; reported once for each row.
    enter(id) {
      if (id === this.entered) return;
      this.entered = id;
      this.$emit('focusTask', { id });
    },
  },
};
