package advect.field;

import advect.kernel.Kernels;
import advect.kernel.Panel;

/**
 * A part of θ beside the same part of its gradient, in field arithmetic.
 *
 * @param kernels the arithmetic
 * @param value parameters
 * @param gradient accumulated gradient, of the same shape
 */
record Weights<A>(Kernels<A> kernels, Panel<A> value, Panel<A> gradient) {
  /** {@code count} parameters from {@code start} on, for a layer to cut further. */
  Weights<A> slice(int start, int count) {
    return matrix(start, 1, count);
  }

  /** The {@code rows * columns} parameters from {@code start} on, as a matrix. */
  Weights<A> matrix(int start, int rows, int columns) {
    return new Weights<>(
        kernels, value.matrix(start, rows, columns), gradient.matrix(start, rows, columns));
  }

  /** y += W x. */
  void addProduct(Panel<A> x, Panel<A> y) {
    kernels.addProduct(value, x, y);
  }

  /** W̄ += weight ȳ xᵀ. */
  void accumulate(double weight, Panel<A> ybar, Panel<A> x) {
    kernels.addOuterProduct(weight, ybar, x, gradient);
  }
}
