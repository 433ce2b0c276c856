package advect.kernel;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.layered.Mlp;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One evaluation of a tanh perceptron with two hidden layers on a shard of 128 samples with one
 * tangent, and its reverse.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@SuppressWarnings("NullAway.Init") // JMH sets up the fields
public class FieldBenchmark {
  private static final int DIM = 8;
  private static final int SAMPLES = 128;
  private static final int CHECKED = 5;
  private static final double TIME = 0.37;

  @Param({"64", "256", "860"})
  private int width;

  @Param({"float32", "float64"})
  private String precision;

  private Mlp field;
  private BoundField bound;
  private FieldPass pass;
  private double[] theta;
  private double[] t;
  private double[] z;
  private double[] e;
  private double[] f;
  private double[] je;
  private double[] fbar;
  private double[] jebar;
  private double[] zbar;

  /** Draws parameters, points and cotangents. */
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom rng = new SplittableRandom(1);
    field = new Mlp(DIM, List.of(width, width), Activation.TANH);
    theta = field.initialParameters(rng);
    for (int i = 0; i < theta.length; i++) theta[i] += 0.01 * rng.nextDouble(-1, 1);
    bound = field.bind(Kernels.of(Precision.valueOf(precision.toUpperCase(Locale.ROOT))));
    bound.parameters(theta);
    pass = bound.pass(SAMPLES, 1);
    t = rng.doubles(SAMPLES, TIME, Math.nextUp(TIME)).toArray();
    z = draw(rng);
    e = draw(rng);
    fbar = draw(rng);
    jebar = draw(rng);
    f = new double[z.length];
    je = new double[z.length];
    zbar = new double[z.length];
    bound.tangents(SAMPLES, 1, e);
  }

  private static double[] draw(SplittableRandom rng) {
    return rng.doubles((long) DIM * SAMPLES, -1, 1).toArray();
  }

  /** Values and tangents. */
  @Benchmark
  public double[] forward() {
    pass.forward(t, z, f, je);
    return je;
  }

  /** Values, tangents and their reverse, with the parameters' gradient. */
  @Benchmark
  public double[] forwardAndReverse() {
    pass.forward(t, z, f, je);
    pass.backward(fbar, jebar, zbar);
    pass.accumulate(1e-3); // so small that the sum stays finite
    return zbar;
  }

  /** The answer of the last run must be that of plain loops and of differences. */
  @TearDown(Level.Trial)
  public void check() {
    pass.forward(t, z, f, je);
    pass.backward(fbar, jebar, zbar);
    bound.discard();
    pass.accumulate(1);
    double[] thetaBar = new double[theta.length];
    bound.drain(thetaBar);
    for (int s = 0; s < CHECKED; s++) checkForward(s);
    checkGradient(thetaBar);
  }

  private void checkForward(int sample) {
    double[] plain = plain(theta, sample);
    for (int i = 0; i < DIM; i++) {
      near("value " + i, f[i * SAMPLES + sample], plain[i], 1);
      near("tangent " + i, je[i * SAMPLES + sample], plain[DIM + i], 1);
    }
  }

  /**
   * d⟨f̄, f⟩ + ⟨cotangent of J e, J e⟩ along a direction u: Σ θ̄ u must be the difference quotient
   * of the plain loops.
   */
  private void checkGradient(double[] thetaBar) {
    SplittableRandom rng = new SplittableRandom(2);
    double[] there = theta.clone();
    double[] back = theta.clone();
    double step = 1e-4;
    double slope = 0;
    double size = 0;
    for (int i = 0; i < theta.length; i++) {
      double u = rng.nextDouble(-1, 1) / Math.sqrt(theta.length);
      there[i] += step * u;
      back[i] -= step * u;
      slope += u * thetaBar[i];
      size += u * u * thetaBar[i] * thetaBar[i];
    }
    double difference = (product(there) - product(back)) / (2 * step);
    near("gradient", slope, difference, 1 + Math.sqrt(size) * Math.sqrt(theta.length));
  }

  /** ⟨f̄, f⟩ + ⟨cotangent of J e, J e⟩. */
  private double product(double[] parameters) {
    double sum = 0;
    for (int s = 0; s < SAMPLES; s++) {
      double[] plain = plain(parameters, s);
      for (int i = 0; i < DIM; i++) {
        sum += fbar[i * SAMPLES + s] * plain[i];
        sum += jebar[i * SAMPLES + s] * plain[DIM + i];
      }
    }
    return sum;
  }

  /** [f | J e] of one sample, in float64 and by the definition: W h + b + c t, tanh between. */
  private double[] plain(double[] parameters, int sample) {
    double[] h = new double[DIM];
    double[] dh = new double[DIM];
    for (int i = 0; i < DIM; i++) {
      h[i] = z[i * SAMPLES + sample];
      dh[i] = e[i * SAMPLES + sample];
    }
    int start = 0;
    int[] widths = {width, width, DIM};
    for (int layer = 0; layer < widths.length; layer++) {
      int out = widths[layer];
      int in = h.length;
      int bias = start + in * out;
      double[] v = new double[out];
      double[] dv = new double[out];
      for (int o = 0; o < out; o++) {
        v[o] = parameters[bias + o] + parameters[bias + out + o] * t[sample];
        for (int i = 0; i < in; i++) {
          v[o] += parameters[start + o * in + i] * h[i];
          dv[o] += parameters[start + o * in + i] * dh[i];
        }
        if (layer == widths.length - 1) continue;
        v[o] = Math.tanh(v[o]);
        dv[o] *= 1 - v[o] * v[o];
      }
      h = v;
      dh = dv;
      start += out * (in + 2);
    }
    double[] both = new double[2 * DIM];
    System.arraycopy(h, 0, both, 0, DIM);
    System.arraycopy(dh, 0, both, DIM, DIM);
    return both;
  }

  /** float32 sums of up to 860 products of size 1; float64 is only as good as the differences. */
  private static void near(String what, double value, double plain, double scale) {
    if (Math.abs(value - plain) <= 1e-4 * scale) return;
    throw new IllegalStateException("%s is %s, but must be %s".formatted(what, value, plain));
  }
}
