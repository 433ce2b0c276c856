package advect.field;

import advect.kernel.Panel;

/** One evaluation of a {@link Layer}; remembers the panels it was given until the next one. */
interface LayerPass<A> {
  /**
   * Writes y = g(t, x), tangents included.
   *
   * @param time {@code [2][samples]}: a row of ones and a row of times
   * @param x dual panel of inputs, kept by reference
   * @param y dual panel, overwritten
   */
  void forward(Panel<A> time, Panel<A> x, Panel<A> y);

  /**
   * Writes the leading columns of x̄ that {@code xbar} has room for.
   *
   * @param ybar dual panel of cotangents, kept by reference until the gradient is accumulated
   */
  void backward(Panel<A> ybar, Panel<A> xbar);

  /** Adds this layer's share to the cotangent of time, {@code [1][samples]}. */
  void addTimeCotangent(Panel<A> tbar);

  /** Adds weight · ∂⟨ȳ, y⟩/∂θ to the layer's gradient. */
  void accumulate(double weight);
}
