// What an approval would do. Each task can be left out or edited before the rest is approved.
export const TaskApproval = {
  template: `
    <section class="approval" :class="{ open: approval?.open }">
      <template v-if="approval">
        <small v-if="approval.by" class="state" dir="auto">{{ approval.by }}</small>
        <ul>
          <li
            v-for="item in approval.items" :key="item.id"
            :class="{ struck: item.deletes && !isLeftOut(item), left: isLeftOut(item) }"
          >
            <label>
              <input
                v-if="approval.open && approval.items.length > 1"
                type="checkbox" class="check" :checked="!isLeftOut(item)"
                :aria-label="about('approveOne', item)"
                @change="leaveOut(item, !$event.target.checked)"
              >
              <span dir="auto">{{ item.title }}<small
                  v-for="change in item.changes" :key="change.name"
                >{{ change.name }}: <s>{{ change.before }}</s> → {{ change.after }}</small>
                <small v-if="item.note">{{ item.note }}</small>
              </span>
            </label>
            <button
              v-if="approval.open && item.fields.length && editing !== item.id"
              type="button" class="icon" :aria-label="about('editing', item)"
              @click="edit(item, $event)"
            >
              <svg aria-hidden="true"><use href="#icon-pencil"/></svg>
            </button>
            <form
              v-if="approval.open && editing === item.id" class="amend"
              @submit.prevent="amend(item)" @keydown.esc.stop.prevent="editing = null"
            >
              <label v-for="field in item.fields" :key="field.key">
                <span>{{ field.name }}</span>
                <select v-if="field.kind === 'choice'" v-model="draft[field.key]" class="field">
                  <option v-for="(label, value) in field.options" :key="value" :value="value">
                    {{ label }}
                  </option>
                </select>
                <input
                  v-else v-model="draft[field.key]" class="field" :type="field.kind" dir="auto"
                >
              </label>
              <div class="row">
                <button type="submit" class="plain">{{ words.save }}</button>
                <button type="button" class="link" @click="editing = null">
                  {{ words.cancel }}
                </button>
              </div>
            </form>
          </li>
        </ul>
        <div v-if="approval.open" class="row">
          <button
            type="button" :class="approval.deletes ? 'danger' : 'primary wide'"
            :disabled="!chosen.length"
            @click="$emit('decide', { approve: true, tasks: chosen, revision: approval.revision })"
          >{{ words.approve }}</button>
          <button type="button" class="plain" @click="$emit('decide', { approve: false })">
            {{ words.reject }}
          </button>
        </div>
        <small v-else class="state">{{ approval.state }}</small>
      </template>
    </section>`,
  emits: ['decide', 'amend'],
  props: { approval: Object, words: Object },
  data: () => ({ leftOut: [], editing: null, draft: {} }),
  computed: {
    chosen() {
      return this.approval.items.filter((item) => !this.isLeftOut(item)).map((item) => item.id);
    },
  },
  watch: {
    approval() {
      this.editing = null;
    },
  },
  methods: {
    about(what, item) {
      return this.words[what].replace('{title}', () => item.title);
    },
    isLeftOut(item) {
      return item.left || this.leftOut.includes(item.id);
    },
    leaveOut(item, isLeftOut) {
      const others = this.leftOut.filter((each) => each !== item.id);
      this.leftOut = isLeftOut ? [...others, item.id] : others;
    },
    edit(item, event) {
      const line = event.target.closest('li');
      this.editing = item.id;
      this.draft = Object.fromEntries(item.fields.map((field) => [field.key, field.value]));
      this.$nextTick(() => line.querySelector('.amend .field')?.focus());
    },
    amend(item) {
      const changed = item.fields.filter((field) => this.draft[field.key] !== field.value);
      const changes = changed.map((field) => [field.key, this.draft[field.key] || null]);
      this.$emit('amend', { task: item.id, changes: Object.fromEntries(changes) });
    },
  },
};
