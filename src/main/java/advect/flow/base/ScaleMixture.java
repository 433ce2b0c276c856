package advect.flow.base;

import advect.field.Parameter;
import advect.numeric.ScaleShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One law at several scales: p₀(z) = Σₖ vₖ σₖ^(-dim) b(z/σₖ), v = softmax(logits), b of the family.
 * Rows that training did not see are a little farther out in the base than those it saw; so scales
 * that fit them make the density of a flow right that knows its training rows too well.
 *
 * <p>φ is the family's, then log σ, {@code base.log_scale [scales]}, and {@code base.scale_logits
 * [scales]}. Without given parameters training starts from scales around 1 and equal shares.
 *
 * <p>Cost: that of the family a scale.
 *
 * @param family neither given nor itself a mixture of scales
 * @param scales how many
 */
public record ScaleMixture(Base family, int scales) implements Base {
  /** Between scales that training starts from, in log σ. */
  private static final double APART = 0.2;

  /** Requires a family that has its own parameters, and a scale. */
  public ScaleMixture {
    if (family instanceof GivenBase || family instanceof ScaleMixture) {
      throw new IllegalArgumentException(
          "the family of a mixture of scales is neither given nor another such mixture");
    }
    if (scales < 1) {
      throw new IllegalArgumentException("a mixture needs at least 1 scale, got " + scales);
    }
  }

  /**
   * A base with its parameters at given scales.
   *
   * @param base a family or a given base
   * @param phi of the base, as far as it is not fixed
   */
  public static GivenBase of(Base base, double[] phi, ScaleShares scales) {
    Requirements.parameters(base, phi);
    Base family = base instanceof GivenBase given ? given.family() : base;
    double[] own = base instanceof GivenBase given && given.isFixed() ? given.values() : phi;
    int count = scales.count();
    double[] all = Arrays.copyOf(own, own.length + 2 * count);
    for (int k = 0; k < count; k++) {
      all[own.length + k] = Math.log(scales.scales().get(k));
      all[own.length + count + k] = Math.log(scales.shares().get(k));
    }
    return GivenBase.of(new ScaleMixture(family, count), all);
  }

  @Override
  public int dim() {
    return family.dim();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(family.parameters());
    all.add(new Parameter("base.log_scale", List.of(scales)));
    all.add(new Parameter("base.scale_logits", List.of(scales)));
    return all;
  }

  @Override
  public double[] initialParameters() {
    double[] own = family.initialParameters();
    double[] phi = Arrays.copyOf(own, own.length + 2 * scales);
    for (int k = 0; k < scales; k++) phi[own.length + k] = APART * (k - (scales - 1) / 2.0);
    return phi;
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    int own = phi.length - 2 * scales;
    return new ScaleMixtureDensity(
        family.with(Arrays.copyOf(phi, own)),
        family.dim(),
        Arrays.copyOfRange(phi, own, own + scales),
        Arrays.copyOfRange(phi, own + scales, phi.length));
  }
}
