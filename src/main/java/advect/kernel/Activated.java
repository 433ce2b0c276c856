package advect.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values and tangents before and after an {@link Activation}, with what the reverse needs.
 *
 * <p>Where slope and curvature follow from the value ({@link Activation#riccati()}), values are
 * activated in place and nothing else is kept; the others keep their input, φ' and φ''.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Activated<A> {
  final Activation activation;
  private final Dual<A> pre;
  private final Dual<A> post;
  private final @Nullable Panel<A> slope;
  private final @Nullable Panel<A> curvature;

  Activated(
      Activation activation,
      Dual<A> pre,
      Dual<A> post,
      @Nullable Panel<A> slope,
      @Nullable Panel<A> curvature) {
    this.activation = activation;
    this.pre = pre;
    this.post = post;
    this.slope = slope;
    this.curvature = curvature;
  }

  /** [v | v̇ₖ], to be written before {@link Kernels#activate}; perhaps gone after it. */
  public Dual<A> pre() {
    return pre;
  }

  /** [h | ḣₖ], valid after {@link Kernels#activate}. */
  public Dual<A> post() {
    return post;
  }

  /** φ'; only of activations that keep it. */
  Panel<A> slope() {
    return Objects.requireNonNull(slope);
  }

  /** φ''; only of activations that keep it. */
  Panel<A> curvature() {
    return Objects.requireNonNull(curvature);
  }
}
