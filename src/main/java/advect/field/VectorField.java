package advect.field;

import advect.field.check.FieldCheck;

/**
 * A vector field f(t, z; θ) on R^dim: an architecture without its parameters. It may depend on a
 * context too, numbers of each sample that do not change along a solve: what a density is
 * conditional on.
 *
 * <p>{@link FieldCheck} tells whether an implementation's passes fit together.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface VectorField extends Parametric {
  /** Dimension of z and of f. */
  int dim();

  /** Numbers of a sample's context; 0 if it has none. */
  default int contextDim() {
    return 0;
  }
}
