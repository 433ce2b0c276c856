package advect.flow.base;

import advect.field.Parameter;
import java.util.Arrays;
import java.util.List;

/**
 * A base with given parameters, from which training starts, or which stay as they are.
 *
 * <p>A fixed base has no φ; the numbers of its density are {@link #values}, in the order of its
 * {@link #family}'s parameters.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class GivenBase implements Base {
  private final Base family;
  private final double[] values;
  private final boolean fixed;

  private GivenBase(Base family, double[] values, boolean fixed) {
    this.family = family;
    this.values = values;
    this.fixed = fixed;
  }

  /**
   * A base whose training starts from the given parameters.
   *
   * @param family itself not given
   * @param values copied
   * @throws IllegalArgumentException if there are not as many as the family has, or one is not
   *     finite
   */
  public static GivenBase of(Base family, double... values) {
    if (family instanceof GivenBase) {
      throw new IllegalArgumentException("the base has its parameters already; give its family");
    }
    Requirements.parameters(family, values);
    Requirements.finite("parameters", values);
    return new GivenBase(family, values.clone(), false);
  }

  /** The same density with nothing to learn. */
  public GivenBase fixed() {
    return new GivenBase(family, values, true);
  }

  /** Whether nothing is learned. */
  public boolean isFixed() {
    return fixed;
  }

  /** The base without its parameters. */
  public Base family() {
    return family;
  }

  /** The given parameters of the family, a copy. */
  public double[] values() {
    return values.clone();
  }

  @Override
  public int dim() {
    return family.dim();
  }

  @Override
  public List<Parameter> parameters() {
    return fixed ? List.of() : family.parameters();
  }

  @Override
  public double[] initialParameters() {
    return fixed ? new double[0] : values.clone();
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    return fixed ? new FixedDensity(family.with(values)) : family.with(phi);
  }

  /** Whether it is fixed, the family, and its numbers. */
  @Override
  public String toString() {
    return "%s%s of %s".formatted(fixed ? "fixed " : "", family, Arrays.toString(values));
  }
}
