// The browser's half of LiveElement (live_element.py): takes the snapshot, applies each patch once.
// A component with this mixin has an option `patches`: a function for each kind of patch, and `all`
// for a snapshot.
export const liveElement = {
  props: { seed: String },
  emits: ['ready'],
  created() {
    this.rev = 0;
    this.apply(JSON.parse(this.seed));
  },
  mounted() {
    this.$emit('ready', { rev: this.rev });
  },
  methods: {
    apply(patch) {
      if (patch.rev <= this.rev) return;
      this.rev = patch.rev;
      this.$options.patches[patch.op].call(this, patch);
    },
  },
};
