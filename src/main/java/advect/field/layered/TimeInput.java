package advect.field.layered;

/** Whether the layers of a field see the time. */
public enum TimeInput {
  /** Time is joined to the input of every layer. */
  JOINED(2),
  /** The field does not depend on time. */
  NONE(1);

  private final int offsets;

  TimeInput(int offsets) {
    this.offsets = offsets;
  }

  /** Vectors a layer adds to its values: b and c, or b alone. */
  int offsets() {
    return offsets;
  }
}
