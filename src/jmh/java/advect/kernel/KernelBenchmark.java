package advect.kernel;

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

/** The three products of a square layer and an activation, on a block of 128 samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@SuppressWarnings("NullAway.Init") // JMH sets up the fields
public class KernelBenchmark {
  private static final int SAMPLES = 128;
  private static final int CHECKED = 7;

  @Param({"64", "256", "860"})
  private int width;

  @Param({"float32", "float64"})
  private String precision;

  @Param({"TANH", "SOFTPLUS"})
  private Activation activation;

  private double[] weights;
  private double[] inputs;
  private double[] cotangents;
  private Work<?> work;

  /** Draws weights, inputs and cotangents. */
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom rng = new SplittableRandom(1);
    weights = rng.doubles((long) width * width, -1, 1).toArray();
    inputs = rng.doubles((long) width * SAMPLES, -1, 1).toArray();
    cotangents = rng.doubles((long) width * SAMPLES, -1, 1).toArray();
    work = work(Kernels.of(Precision.valueOf(precision.toUpperCase(Locale.ROOT))));
  }

  private <A> Work<A> work(Kernels<A> kernels) {
    Matrix<A> w = kernels.matrix(width, width);
    kernels.load(weights, new Slot(0, width, 1), w);
    Panel<A> x = kernels.panel(SAMPLES, 1, width);
    kernels.load(inputs, x);
    Panel<A> ybar = kernels.panel(SAMPLES, 1, width);
    kernels.load(cotangents, ybar);
    Panel<A> y = kernels.panel(SAMPLES, 1, width);
    Panel<A> xbar = kernels.panel(SAMPLES, 1, width);
    Activated<A> s = kernels.activated(activation, SAMPLES, 1, width);
    return new Work<>(kernels, w, x, ybar, y, xbar, s);
  }

  /** y = W x. */
  @Benchmark
  public Object product() {
    return work.product();
  }

  /** x̄ = Wᵀ ȳ. */
  @Benchmark
  public Object transposedProduct() {
    return work.transposedProduct();
  }

  /** W̄ += ȳ xᵀ. */
  @Benchmark
  public Object gradient() {
    return work.gradient(1e-3); // so small that the sum stays finite
  }

  /** Values and one tangent; the input is what the last run left, within the same range. */
  @Benchmark
  public Object activate() {
    return work.activate();
  }

  /** The answers must be those of plain sums in float64. */
  @TearDown(Level.Trial)
  public void check() {
    double[] y = work.numbers(work.product());
    double[] xbar = work.numbers(work.transposedProduct());
    double[] wbar = work.freshGradient(width);
    for (int i = 0; i < CHECKED; i++) {
      int o = i * 31 % width;
      int k = i * 17 % width;
      int s = i * 19 % SAMPLES;
      double forward = 0;
      double reverse = 0;
      double outer = 0;
      for (int j = 0; j < width; j++) {
        forward += weights[o * width + j] * inputs[j * SAMPLES + s];
        reverse += weights[j * width + k] * cotangents[j * SAMPLES + s];
      }
      for (int n = 0; n < SAMPLES; n++) {
        outer += cotangents[o * SAMPLES + n] * inputs[k * SAMPLES + n];
      }
      near("product", y[o * SAMPLES + s], forward);
      near("transposed product", xbar[k * SAMPLES + s], reverse);
      near("gradient", wbar[o * width + k], outer);
      near("activation", work.activated(0.3), activation.value(0.3));
    }
  }

  /** float32 sums of up to 860 products of size 1. */
  private static void near(String what, double value, double plain) {
    if (Math.abs(value - plain) <= 1e-4 * (1 + Math.abs(plain))) return;
    throw new IllegalStateException("%s is %s, but must be %s".formatted(what, value, plain));
  }

  /** Operands in one arithmetic. */
  private record Work<A>(
      Kernels<A> kernels,
      Matrix<A> w,
      Panel<A> x,
      Panel<A> ybar,
      Panel<A> y,
      Panel<A> xbar,
      Activated<A> s) {
    Panel<A> product() {
      kernels.product(w, x, y);
      return y;
    }

    Panel<A> transposedProduct() {
      kernels.transposedProduct(w, ybar, xbar);
      return xbar;
    }

    Matrix<A> gradient(double weight) {
      kernels.accumulate(weight, ybar, x, w);
      return w;
    }

    Activated<A> activate() {
      kernels.activate(s, s.pre().tangents());
      return s;
    }

    double activated(double v) {
      kernels.fill(s.pre().values(), v);
      activate();
      double[] h = new double[x.features() * x.samples()];
      kernels.store(s.post().values(), h);
      return h[0];
    }

    double[] numbers(Object panel) {
      double[] numbers = new double[x.features() * x.samples()];
      kernels.store(panel == y ? y : xbar, numbers);
      return numbers;
    }

    double[] freshGradient(int width) {
      kernels.discard(w);
      gradient(1);
      double[] total = new double[width * width];
      kernels.drain(w, total, new Slot(0, width, 1));
      return total;
    }
  }
}
