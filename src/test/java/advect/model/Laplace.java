package advect.model;

import advect.field.Parameter;
import advect.flow.base.Base;
import advect.flow.base.BaseDensity;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A base of somebody else's: log p = Σⱼ -|zⱼ| eˢ + s - log 2, one s for all coordinates. */
record Laplace(int dim) implements Base {
  /** How it is stored. */
  static final StorableType<Laplace> TYPE =
      new StorableType<>(
          "laplace",
          Laplace.class,
          base -> Map.of("dim", base.dim()),
          tree -> new Laplace(tree.whole("dim")));

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("base.log_rate", List.of(1)));
  }

  @Override
  public double[] initialParameters() {
    return new double[] {0};
  }

  @Override
  public BaseDensity with(double[] phi) {
    return new Density(dim, phi[0]);
  }

  private record Density(int dim, double s) implements BaseDensity {
    @Override
    public void addLogDensity(double[] z, double[] logp) {
      for (int i = 0; i < z.length; i++) {
        logp[i % logp.length] += s - Math.log(2) - Math.abs(z[i]) * Math.exp(s);
      }
    }

    @Override
    public void score(double[] z, double[] gradient) {
      for (int i = 0; i < z.length; i++) gradient[i] = -Math.signum(z[i]) * Math.exp(s);
    }

    @Override
    public void sample(RandomGenerator rng, double[] z) {
      for (int i = 0; i < z.length; i++) {
        double sign = rng.nextBoolean() ? 1 : -1;
        z[i] = sign * rng.nextExponential() * Math.exp(-s);
      }
    }
  }
}
