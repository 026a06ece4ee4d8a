// The tasks that a message is about, as they are now.
export const TaskCards = {
  template: `
    <ul class="cards">
      <li
        v-for="{ id, task } in listed" :key="id"
        class="card" :class="task ? [task.status, task.priority] : 'gone'"
      >
        <template v-if="task">
          <label class="tick">
            <input
              type="checkbox" :checked="task.status === 'completed'"
              :aria-label="words.complete.replace('{title}', () => task.title)"
              @change="$emit('tick', { id, done: $event.target.checked })"
            >
            <svg aria-hidden="true"><use href="#icon-tick"/></svg>
          </label>
          <span class="card-title" dir="auto">{{ task.title }}</span>
          <span v-if="task.due" class="due" :class="task.tone">{{ task.due }}</span>
        </template>
        <span v-else class="card-title">{{ words.gone }}</span>
      </li>
      <li v-if="more" class="card more">{{ more }}</li>
    </ul>`,
  emits: ['tick'],
  props: { ids: Array, more: String, cards: Object, words: Object },
  computed: {
    listed() {
      return this.ids.map((id) => ({ id, task: this.cards[id] }));
    },
  },
};
