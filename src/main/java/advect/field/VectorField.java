package advect.field;

/**
 * A vector field f(t, z; θ) on R^dim: an architecture without its parameters.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface VectorField extends Parametric {
  /** Dimension of z and of f. */
  int dim();

  /** Numbers of context c that f depends on besides t and z; 0 if there is none. */
  default int contextDim() {
    return 0;
  }
}
