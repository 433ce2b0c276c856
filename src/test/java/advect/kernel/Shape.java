package advect.kernel;

/** Sizes of a {@link Panel}. */
record Shape(int samples, int blocks, int features) {
  /** Numbers without the padding. */
  int size() {
    return samples * blocks * features;
  }

  static Shape of(Panel<?> panel) {
    return new Shape(panel.samples(), panel.blocks(), panel.features());
  }
}
