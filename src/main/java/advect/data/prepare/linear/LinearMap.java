package advect.data.prepare.linear;

import advect.input.PlainMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * An invertible affine map of R^m.
 *
 * <p>Threads: immutable; safe to share.
 */
public sealed interface LinearMap permits Scaling, Whitening {
  /** m. */
  int dim();

  /** Writes the image of {@code y} to {@code z}; both are columns {@code [m][1]}. */
  void forward(DMatrixRMaj y, DMatrixRMaj z);

  /** Writes the point whose image is {@code z} to {@code y}; both are columns {@code [m][1]}. */
  void inverse(DMatrixRMaj z, DMatrixRMaj y);

  /** Whether z = y. */
  boolean isIdentity();

  /** log |det dz/dy|, in nats. */
  double logDeterminant();

  /** As plain values; {@link #of} reads it. */
  Map<String, Object> tree();

  /** Reads what {@link #tree} wrote, of {@code dim} coordinates. */
  static LinearMap of(PlainMap node, int dim) {
    if (node.has("eigenvalues")) {
      node.requireOnly("shift", "scale", "eigenvalues", "eigenvectors");
      return Whitening.of(node, dim);
    }
    node.requireOnly("shift", "scale");
    return Scaling.of(node, dim);
  }
}
