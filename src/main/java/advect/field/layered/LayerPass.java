package advect.field.layered;

import advect.kernel.Dual;
import advect.kernel.Panel;

/** One evaluation of a {@link Layer}; remembers the panels it was given until the next one. */
interface LayerPass<A> {
  /**
   * Writes y = g(t, x), tangents included.
   *
   * @param time {@code [samples][2]}: ones and times
   * @param x inputs, kept by reference
   * @param y overwritten
   */
  void forward(Panel<A> time, Dual<A> x, Dual<A> y);

  /**
   * Writes the cotangent of the values, and of the tangents if {@code xbar} has any.
   *
   * @param ybar cotangents, kept by reference until the gradient is accumulated
   */
  void backward(Dual<A> ybar, Dual<A> xbar);

  /** Adds this layer's share to the cotangent of time. */
  void addTimeCotangent(TimeCotangent<A> tbar);

  /** Adds weight · ∂⟨ȳ, y⟩/∂θ to the layer's gradient. */
  void accumulate(double weight);
}
