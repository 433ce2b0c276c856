package advect.kernel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
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

/** What Muon adds to an iteration for each square hidden matrix, and the same by EJML. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@SuppressWarnings("NullAway.Init") // JMH sets up the fields
public class OrthogonalizerBenchmark {
  @Param({"64", "128", "256", "512"})
  private int width;

  private DMatrixRMaj gradient;
  private double[] result;
  private Orthogonalizer<?> orthogonalizer;

  /** Draws a gradient. */
  @Setup(Level.Trial)
  public void draw() {
    double[] numbers = new SplittableRandom(1).doubles((long) width * width, -1, 1).toArray();
    gradient = DMatrixRMaj.wrap(width, width, numbers);
    result = new double[numbers.length];
    orthogonalizer = Orthogonalizer.of(width, width);
  }

  /** In float32, from and to float64. */
  @Benchmark
  public double[] kernels() {
    System.arraycopy(gradient.data, 0, result, 0, result.length);
    orthogonalizer.apply(result);
    return result;
  }

  /** In float64. */
  @Benchmark
  public DMatrixRMaj ejml() {
    return NewtonSchulz.of(gradient);
  }

  /** Both must agree, to 1e-3 in numbers of a tenth. */
  @TearDown(Level.Trial)
  public void check() {
    double[] fast = kernels();
    double[] slow = ejml().data;
    for (int i = 0; i < slow.length; i++) {
      if (Math.abs(fast[i] - slow[i]) <= 1e-3) continue;
      throw new IllegalStateException("number %d is %s, not %s".formatted(i, fast[i], slow[i]));
    }
  }
}
