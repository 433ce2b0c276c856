package advect.flow;

import advect.field.Parameter;
import advect.flow.base.Base;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A density on R^dim without its parameters: a base density, an invertible map from it to
 * standardised data, and the units of the data.
 *
 * <p>θ is the transform's, then the base's. Threads: immutable; safe to share.
 *
 * @param base the density at time 0
 * @param transform from the base to standardised data
 * @param units of the data
 */
public record Flow(Base base, Transform transform, Standardization units) {
  /** Requires one dimension. */
  public Flow {
    if (base.dim() != transform.dim() || units.dim() != transform.dim()) {
      throw new IllegalArgumentException(
          "the transform has %d dimensions, the base %d, the standardisation %d"
              .formatted(transform.dim(), base.dim(), units.dim()));
    }
  }

  /** Of points that are standardised already. */
  public Flow(Base base, Transform transform) {
    this(base, transform, Standardization.identity(transform.dim()));
  }

  /**
   * The transform, if it is an {@link Ode} from time 0 to 1 or before: then {@link ContinuousFlow}
   * is another view of this flow.
   */
  public Optional<Ode> continuous() {
    return transform instanceof Ode ode && ode.from() == 0 && ode.to() >= 0 && ode.to() <= 1
        ? Optional.of(ode)
        : Optional.empty();
  }

  /** Whether there is no transform, and so nothing but the base in the units of the data. */
  public boolean isBase() {
    return transform instanceof Chain chain && chain.parts().isEmpty();
  }

  /** Dimension of the data. */
  public int dim() {
    return transform.dim();
  }

  /** Length of θ. */
  public int parameterCount() {
    return transform.parameterCount() + base.parameterCount();
  }

  /** The named parts of θ, in its order. */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(transform.parameters());
    parameters.addAll(base.parameters());
    return parameters;
  }

  /** A random starting point for training. */
  public double[] initialParameters(RandomGenerator rng) {
    double[] theta = Arrays.copyOf(transform.initialParameters(rng), parameterCount());
    double[] phi = base.initialParameters();
    System.arraycopy(phi, 0, theta, transform.parameterCount(), phi.length);
    return theta;
  }

  /**
   * The transform's part of θ, a new array.
   *
   * @throws IllegalArgumentException if θ has another length
   */
  public double[] ofTransform(double[] theta) {
    requireParameters(theta);
    return Arrays.copyOf(theta, transform.parameterCount());
  }

  /**
   * The base's part of θ, a new array.
   *
   * @throws IllegalArgumentException if θ has another length
   */
  public double[] ofBase(double[] theta) {
    requireParameters(theta);
    return Arrays.copyOfRange(theta, transform.parameterCount(), theta.length);
  }

  /**
   * log p for given parameters.
   *
   * @throws IllegalArgumentException if θ has another length
   */
  public LogDensity logDensity(double[] theta) {
    return new LogDensity(base.with(ofBase(theta)), units.logDeterminant());
  }

  void requireParameters(double[] theta) {
    if (theta.length != parameterCount()) {
      throw new IllegalArgumentException(
          "the flow has %d parameters, got %d".formatted(parameterCount(), theta.length));
    }
  }
}
