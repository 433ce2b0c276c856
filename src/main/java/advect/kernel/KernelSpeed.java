package advect.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the kernels of this machine and JVM reach on one core, in GFLOP/s (10⁹ floating-point
 * operations a second; a multiply-add counts two).
 *
 * <p>Each figure is the best of several short runs, since other work on the machine can only slow
 * it.
 */
public final class KernelSpeed {
  private static final int[] WIDTHS = {64, 256, 860};
  private static final int SAMPLES = 128;
  private static final int RUNS = 6;
  private static final double RUN_SECONDS = 0.03;
  private static final int PEAK_ROUNDS = 1_000_000;

  private KernelSpeed() {}

  /** Speeds of the three products of a layer. */
  public record Product(
      int out,
      int in,
      int columns,
      double productGflops,
      double transposedGflops,
      double gradientGflops) {}

  /** What was chosen for a precision, as a person would say it. */
  public static String provider(Precision precision) {
    return Kernels.of(precision).toString();
  }

  /**
   * Fused multiply-adds in registers: what no product can exceed. NaN without the Vector API, which
   * is needed to ask for them.
   */
  public static double peakGflops(Precision precision) {
    Kernels<?> kernels = Kernels.of(precision);
    double best = kernels.multiplyAdds(1) > 0 ? 0 : Double.NaN;
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      double flop = kernels.multiplyAdds(PEAK_ROUNDS);
      best = Math.max(best, flop / (System.nanoTime() - start));
    }
    return best;
  }

  /** Square layers of usual widths. */
  public static List<Product> products(Precision precision) {
    return Arrays.stream(WIDTHS).mapToObj(width -> product(Kernels.of(precision), width)).toList();
  }

  private static <A> Product product(Kernels<A> kernels, int width) {
    Matrix<A> w = kernels.matrix(width, width);
    Panel<A> x = kernels.panel(SAMPLES, 1, width);
    Panel<A> y = kernels.panel(SAMPLES, 1, width);
    kernels.fill(x, 0.5);
    double flop = 2.0 * width * width * SAMPLES;
    return new Product(
        width,
        width,
        SAMPLES,
        gflops(flop, () -> kernels.product(w, x, y)),
        gflops(flop, () -> kernels.transposedProduct(w, y, x)),
        gflops(flop, () -> kernels.accumulate(1, y, x, w)));
  }

  private static double gflops(double flop, Runnable work) {
    int count = 1;
    List<Double> speeds = new ArrayList<>();
    while (speeds.size() < RUNS) {
      int n = count;
      double nanos = nanos(() -> repeat(work, n));
      if (nanos < RUN_SECONDS * 1e9) count *= 2;
      else speeds.add(flop * n / nanos);
    }
    return speeds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static void repeat(Runnable work, int times) {
    for (int i = 0; i < times; i++) work.run();
  }

  private static double nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}
