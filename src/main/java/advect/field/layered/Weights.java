package advect.field.layered;

import advect.kernel.Kernels;
import advect.kernel.Matrix;
import advect.kernel.Slot;
import java.util.ArrayList;
import java.util.List;

/** The weight matrices of a field in its own arithmetic, each beside its gradient. */
final class Weights<A> {
  private final Kernels<A> kernels;
  private final List<Placed<A>> matrices = new ArrayList<>();

  Weights(Kernels<A> kernels) {
    this.kernels = kernels;
  }

  Kernels<A> kernels() {
    return kernels;
  }

  /** A matrix {@code [out][in]} whose parameters lie row by row in θ, from {@code start} on. */
  Matrix<A> rows(int start, int out, int in) {
    return place(new Slot(start, in, 1), kernels.matrix(out, in));
  }

  /** A matrix {@code [out][in]} whose parameters lie column by column in θ. */
  Matrix<A> columns(int start, int out, int in) {
    return place(new Slot(start, 1, out), kernels.matrix(out, in));
  }

  private Matrix<A> place(Slot slot, Matrix<A> matrix) {
    matrices.add(new Placed<>(slot, matrix));
    return matrix;
  }

  /** Rounds θ. */
  void load(double[] theta) {
    for (Placed<A> placed : matrices) kernels.load(theta, placed.slot, placed.matrix);
  }

  /** total += the gradients, which become 0. */
  void drain(double[] total) {
    for (Placed<A> placed : matrices) kernels.drain(placed.matrix, total, placed.slot);
  }

  /** The gradients become 0. */
  void discard() {
    for (Placed<A> placed : matrices) kernels.discard(placed.matrix);
  }

  private record Placed<A>(Slot slot, Matrix<A> matrix) {}
}
