package advect.train;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The best field between N(0, I) and N(m, diag s²) coupled independently, plus what θ adds:
 *
 * <pre>
 *   fⱼ = mⱼ + (t sⱼ² - (1 - t)) / (t² sⱼ² + (1 - t)²) · (xⱼ - t mⱼ) + Σₖ θ[j][k] φₖ(t, xⱼ)
 * </pre>
 *
 * <p>with φ = (1, t, x, t x, x²). It is E[x₁ - x₀ | x_t], as x₁ - x₀ and x_t are jointly normal
 * with covariance t s² - (1 - t).
 */
record GaussianPaths(List<Double> mean, List<Double> deviation) implements VectorField {
  private static final int FEATURES = 5;

  /** The velocity of coordinate {@code j} without θ. */
  double velocity(int j, double t, double x) {
    double m = mean.get(j);
    double square = deviation.get(j) * deviation.get(j);
    double variance = t * t * square + (1 - t) * (1 - t);
    return m + (t * square - (1 - t)) / variance * (x - t * m);
  }

  private static double[] features(double t, double x) {
    return new double[] {1, t, x, t * x, x * x};
  }

  @Override
  public int dim() {
    return mean.size();
  }

  @Override
  public int parameterCount() {
    return FEATURES * dim();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("theta", List.of(parameterCount())));
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return new double[parameterCount()];
  }

  @Override
  public <A> BoundField bind(Kernels<A> kernels) {
    return new Bound();
  }

  private final class Bound implements BoundField {
    private double[] theta = new double[GaussianPaths.this.parameterCount()];
    private final double[] thetaBar = theta.clone();

    @Override
    public int parameterCount() {
      return theta.length;
    }

    @Override
    public void parameters(double[] value) {
      theta = value.clone();
    }

    @Override
    public void tangents(int samples, int count, double[] e) {}

    @Override
    public FieldPass pass(int samples, int tangents) {
      return new Pass(samples);
    }

    @Override
    public long passBytes(int samples, int tangents) {
      return 0;
    }

    @Override
    public void drain(double[] total) {
      for (int i = 0; i < thetaBar.length; i++) total[i] += thetaBar[i];
      discard();
    }

    @Override
    public void discard() {
      Arrays.fill(thetaBar, 0);
    }

    /** Values and the gradient in θ: all that matching asks for. */
    private final class Pass implements FieldPass {
      private final int samples;
      private final List<double[]> features = new ArrayList<>();
      private double[] cotangent = {};

      Pass(int samples) {
        this.samples = samples;
      }

      @Override
      public void forward(double[] t, double[] z, double[] f, double[] je) {
        features.clear();
        for (int i = 0; i < z.length; i++) {
          double[] phi = features(t[i % samples], z[i]);
          features.add(phi);
          f[i] = velocity(i / samples, t[i % samples], z[i]);
          for (int k = 0; k < FEATURES; k++) f[i] += theta[i / samples * FEATURES + k] * phi[k];
        }
      }

      @Override
      public void backward(double[] fbar, double[] jebar, double[] zbar) {
        cotangent = fbar.clone();
      }

      @Override
      public void timeCotangent(double[] tbar) {
        throw new UnsupportedOperationException("nobody asks");
      }

      @Override
      public void accumulate(double weight) {
        for (int i = 0; i < cotangent.length; i++) {
          for (int k = 0; k < FEATURES; k++) {
            thetaBar[i / samples * FEATURES + k] += weight * cotangent[i] * features.get(i)[k];
          }
        }
      }
    }
  }
}
