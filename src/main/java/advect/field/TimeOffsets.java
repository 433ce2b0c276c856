package advect.field;

import advect.kernel.Panel;

/**
 * What a layer adds to its values: b, and c t if time is joined. Tangents are unaffected.
 *
 * <p>Each offset is a product with one row of the time panel (ones, then times), so that forward,
 * reverse and gradient are products too.
 */
final class TimeOffsets<A> {
  private final Weights<A> weights;
  private final int out;
  private final TimeInput input;
  private Panel<A> time;

  /**
   * @param weights b, then c, each {@code [out]}, in one row
   */
  TimeOffsets(Weights<A> weights, int out, TimeInput input) {
    this.weights = weights;
    this.out = out;
    this.input = input;
    time = weights.value();
  }

  void addTo(Panel<A> y, Panel<A> time) {
    this.time = time;
    Panel<A> values = y.columns(0, time.columns());
    for (int i = 0; i < input.offsets(); i++) column(i).addProduct(time.rows(i, 1), values);
  }

  /** t̄ += cᵀ ȳ. */
  void addTimeCotangent(Panel<A> ybar, Panel<A> tbar) {
    if (input == TimeInput.NONE) return;
    weights.slice(out, out).addProduct(ybar.columns(0, tbar.columns()), tbar);
  }

  void accumulate(double weight, Panel<A> ybar) {
    Panel<A> values = ybar.columns(0, time.columns());
    for (int i = 0; i < input.offsets(); i++) {
      column(i).accumulate(weight, values, time.rows(i, 1));
    }
  }

  private Weights<A> column(int i) {
    return weights.matrix(i * out, out, 1);
  }
}
