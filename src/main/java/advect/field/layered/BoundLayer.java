package advect.field.layered;

import advect.kernel.Matrix;
import org.jspecify.annotations.Nullable;

/** A {@link Layer} with its parameters. */
interface BoundLayer<A> {
  /** Memory for one evaluation. */
  LayerPass<A> pass(int samples, int tangents);

  /** Bytes that a {@link #pass} takes. */
  long passBytes(int samples, int tangents);

  /** The matrix that takes tangents through the layer at all times, or null if there is none. */
  default @Nullable Matrix<A> tangentMap() {
    return null;
  }
}
