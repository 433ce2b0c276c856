package advect.data.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Equally likely plane curves, travelled uniformly in their parameter, plus Gaussian noise: p(x) =
 * 1/K Σₖ 1/(b-a) ∫ₐᵇ N(x; mₖ(t), s² I) dt.
 *
 * <p>The integral is a composite Gauss-Legendre rule of 16 points on panels no longer than 2 s
 * along the curve, which makes the density a {@link GaussianSum} over the nodes.
 *
 * <p>Accuracy: 1e-10 in log p within 8 s of a curve, where Gaussians vary little over a panel;
 * farther out the integrand sharpens at the nearest point, and log p is right to 1e-3 of itself.
 */
final class NoisyCurves implements PointLaw {
  private static final int NODES = 16;
  private static final double PANEL_PER_SD = 2;

  /** A curve t -> m(t) in the plane. */
  @FunctionalInterface
  interface PlaneCurve {
    /** m(t), a new array of two numbers. */
    double[] at(double t);
  }

  private final List<PlaneCurve> curves;
  private final Interval parameter;
  private final double sd;
  private final GaussianSum density;

  /**
   * @param parameter where t lies
   * @param topSpeed the largest |dm/dt| on it, of any curve
   */
  NoisyCurves(double sd, Interval parameter, double topSpeed, PlaneCurve... curves) {
    this.curves = List.of(curves);
    this.parameter = parameter;
    this.sd = sd;
    this.density = new GaussianSum(nodes(topSpeed), sd);
  }

  private List<GaussianSum.WeightedCentre> nodes(double topSpeed) {
    int panels = (int) Math.ceil(parameter.length() * topSpeed / (PANEL_PER_SD * sd));
    double width = parameter.length() / panels;
    double scale = 1 / (curves.size() * parameter.length());
    GaussIntegratorFactory rules = new GaussIntegratorFactory();
    List<GaussianSum.WeightedCentre> nodes = new ArrayList<>();
    for (int panel = 0; panel < panels; panel++) {
      double start = parameter.low() + panel * width;
      GaussIntegrator rule = rules.legendre(NODES, start, start + width);
      for (int i = 0; i < NODES; i++) {
        for (PlaneCurve curve : curves) {
          double weight = scale * rule.getWeight(i);
          nodes.add(new GaussianSum.WeightedCentre(weight, curve.at(rule.getPoint(i))));
        }
      }
    }
    return nodes;
  }

  @Override
  public int dim() {
    return density.dim();
  }

  @Override
  public void draw(RandomGenerator rng, double[] x) {
    PlaneCurve curve = curves.get(rng.nextInt(curves.size()));
    double[] on = curve.at(parameter.low() + parameter.length() * rng.nextDouble());
    for (int i = 0; i < x.length; i++) x[i] = on[i] + sd * rng.nextGaussian();
  }

  @Override
  public double logDensity(double[] x) {
    return density.logDensity(x);
  }
}
