// A control of the operating system's with what a person enters in it. What it shows is kept here:
// Python is told of each change, and its echo, which may be out of date, is never shown.
export default {
  template: `
    <select v-if="tag === 'select'" :value="entered" @input="enter($event.target.value)">
      <slot></slot>
    </select>
    <component v-else :is="tag" :value="entered" @input="enter($event.target.value)"></component>`,
  props: { tag: String, value: String },
  emits: ['entered'],
  data() {
    return { entered: this.value };
  },
  methods: {
    enter(value) {
      this.entered = value;
      this.$emit('entered', value);
    },
    write(value) {
      this.entered = value;
    },
  },
};
