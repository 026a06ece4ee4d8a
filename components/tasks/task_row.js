// A row of the list of tasks and the gestures on it; task_row.py draws its first paint.
const TASK = 'application/x-tandem-task';
const WAYS = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' };
const LONG_PRESS = 500; // milliseconds until a finger that rests on a row selects it

export const TaskRow = {
  template: `
    <li
      role="listitem" class="task" :class="classes" :style="row && { '--depth': row.depth }"
      :data-id="row?.id" :aria-label="row?.title" :aria-level="row?.level"
      :aria-setsize="total" :aria-posinset="at + 1" :aria-busy="!row"
      :draggable="Boolean(row) && draft === null" :data-drop="drop"
      @dragstart="drag" @dragover="dragOver" @dragleave="drop = null" @drop.prevent="dropOn"
      @click.capture="click" @mousedown.shift.prevent @keydown="key"
      @focusin="row && $emit('enter', row.id)"
      @pointerdown="press" @pointermove="release" @pointerup="release" @pointercancel="release"
    >
      <template v-if="row">
        <label class="tick">
          <input
            type="checkbox" :checked="row.status === 'completed'" :aria-label="about('complete')"
            @change="$emit('tick', $event.target.checked)"
          >
          <svg aria-hidden="true"><use href="#icon-tick"/></svg>
        </label>
        <div class="task-body">
          <input
            v-if="draft !== null" ref="draft" v-model="draft"
            class="rename" dir="auto" maxlength="255" :aria-label="about('newName')"
            @keydown.enter.prevent="rename(true)" @keydown.esc.stop="stopRenaming(true)"
            @blur="rename(false)"
          >
          <button
            v-else ref="title" type="button" class="task-title" dir="auto"
            :aria-label="about('rename')" @click="startRenaming"
          >{{ row.title }}</button>
          <span v-if="waits" class="task-waits" dir="auto">
            <template v-if="waits.deletes">{{ words.waitsToGo }}</template>
            <span
              v-for="(change, n) in waits.changes" :key="n"
            >{{ change.name }}: <s>{{ change.before }}</s> → {{ change.after }}</span>
          </span>
          <span v-else-if="row.note || row.facts.length" class="task-note">
            <span
              v-for="(fact, n) in row.facts" :key="n" class="fact" :class="fact.kind"
              :data-colour="fact.colour" dir="auto"
            >{{ fact.text }}</span>
            <span v-if="row.note" dir="auto">{{ row.note }}</span>
          </span>
        </div>
        <div class="task-traits">
          <select
            class="pick status" :value="row.status" :aria-label="about('statusOf')"
            @change="$emit('change', 'status', $event.target.value)"
          >
            <option v-for="(label, value) in words.status" :value="value">{{ label }}</option>
          </select>
          <select
            class="pick priority" :value="row.priority" :aria-label="about('priorityOf')"
            @change="$emit('change', 'priority', $event.target.value)"
          >
            <option v-for="(label, value) in words.priority" :value="value">{{ label }}</option>
          </select>
          <label class="due" :class="[row.tone, { empty: !row.due }]">
            <svg aria-hidden="true"><use href="#icon-day"/></svg>
            <span>{{ row.due || words.noDue }}</span>
            <input
              type="date" :value.attr="row.day" :aria-label="about('due')"
              @focus="$event.target.value = row.day" @click="openPicker($event.target)"
              @keydown="typeDay" @change="pickDay($event.target)" @blur="leaveDay($event.target)"
            >
          </label>
        </div>
        <div class="task-actions">
          <button type="button" class="icon" :aria-label="about('edit')" @click="$emit('edit')">
            <svg aria-hidden="true"><use href="#icon-pencil"/></svg>
          </button>
          <button type="button" class="icon" :aria-label="about('remove')" @click="$emit('remove')">
            <svg aria-hidden="true"><use href="#icon-bin"/></svg>
          </button>
          <button
            type="button" class="icon select" :aria-label="about('select')" :aria-pressed="selected"
            @click="$emit('select', false)"
          >
            <svg aria-hidden="true">
              <use href="#icon-box"/><use class="picked" href="#icon-check"/>
            </svg>
          </button>
        </div>
      </template>
    </li>`,
  props: {
    stored: Object, // as Python has it; null until it has been asked for
    shown: Object, // what a gesture has changed that Python has not confirmed yet
    at: Number,
    total: Number,
    waits: Object,
    selected: Boolean,
    glowing: Boolean,
    fading: Boolean,
    arriving: Boolean,
    words: Object,
  },
  emits: ['tick', 'rename', 'change', 'edit', 'remove', 'select', 'enter', 'place', 'step'],
  data: () => ({ draft: null, drop: null }),
  computed: {
    row() {
      return this.stored && { ...this.stored, ...this.shown };
    },
    classes() {
      if (!this.row) return [];
      const { status, priority, due, note, facts: below } = this.row;
      const { waits, selected, fading, arriving } = this;
      const facts = { dated: due, noted: note || below.length, waits, goes: waits?.deletes };
      return [status, priority, facts, { selected, fading, arriving, glow: this.glowing }];
    },
  },
  methods: {
    about(what) {
      return this.words[what].replace('{title}', () => this.row.title);
    },

    startRenaming() {
      this.draft = this.row.title;
      this.$nextTick(() => {
        this.$refs.draft.focus();
        this.$refs.draft.select();
      });
    },
    stopRenaming(focus) {
      this.draft = null;
      if (focus) this.$nextTick(() => this.$refs.title?.focus());
    },
    rename(focus) {
      if (this.draft === null) return;
      const title = this.draft.trim();
      this.stopRenaming(focus);
      if (title && title !== this.row.title) this.$emit('rename', title);
    },

    // A date that is typed counts when it is complete: with Enter, or when the field is left.
    typeDay(event) {
      if (event.key === 'Enter') this.setDay(event.target);
      else if (event.key !== 'Tab') event.target.dataset.typed = 'yes';
    },
    pickDay(field) {
      if (!field.dataset.typed) this.setDay(field);
    },
    leaveDay(field) {
      if (field.dataset.typed) this.setDay(field);
    },
    setDay(field) {
      delete field.dataset.typed;
      if (field.value !== this.row.day) this.$emit('change', 'due_date', field.value || null);
    },
    openPicker(field) {
      try {
        field.showPicker();
      } catch {
        // A browser without pickers lets one type.
      }
    },

    // A row is selected by a click anywhere in it with Ctrl, Command or Shift, by a finger that
    // rests on it, and with the key x.
    click(event) {
      const wasHeld = this.isHeld;
      this.isHeld = false;
      if (!this.row || !(wasHeld || event.ctrlKey || event.metaKey || event.shiftKey)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!wasHeld) this.$emit('select', event.shiftKey);
    },
    press(event) {
      this.isHeld = false;
      if (!this.row || event.pointerType !== 'touch') return;
      this.holding = setTimeout(() => {
        this.isHeld = true;
        this.$emit('select', false);
      }, LONG_PRESS);
    },
    release() {
      clearTimeout(this.holding);
    },
    key(event) {
      const isPlainX = event.key === 'x' && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isWriting = event.target.matches('select, input:not([type=checkbox])');
      if (!this.row || isWriting) return;
      if (isPlainX) this.$emit('select', false);
      else if (event.altKey && WAYS[event.key]) {
        event.preventDefault();
        this.$emit('step', WAYS[event.key]);
      }
    },

    // A row is put before, behind or, in its middle, inside the one it is dropped on.
    drag(event) {
      event.dataTransfer.setData(TASK, this.row.id);
      event.dataTransfer.effectAllowed = 'move';
    },
    dragOver(event) {
      if (!this.row || !event.dataTransfer.types.includes(TASK)) return;
      event.preventDefault();
      const { top, height } = this.$el.getBoundingClientRect();
      const at = (event.clientY - top) / height;
      this.drop = at < 0.3 ? 'before' : at > 0.7 ? 'after' : 'inside';
    },
    dropOn(event) {
      const moved = event.dataTransfer.getData(TASK);
      if (moved && moved !== this.row?.id) this.$emit('place', moved, this.drop);
      this.drop = null;
    },
  },
};
