package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A panel that is a view inside a larger one, with NaN all around: a kernel that reads outside
 * spoils its result, one that writes outside is caught by {@link #numbers}.
 */
record Guarded<A>(Kernels<A> kernels, Panel<A> whole, Panel<A> panel) {
  private static final int LEFT = 3;
  private static final int RIGHT = 2;

  /** Every provider that can run here, in both precisions. */
  static Stream<Kernels<?>> providers() throws ReflectiveOperationException {
    Stream<Kernels<?>> plain = Stream.of(new FloatPlainKernels(), new DoublePlainKernels());
    if (!Provider.hasVectorModule()) {
      return plain;
    }
    return Stream.concat(
        plain, Stream.of(Provider.vector(Precision.FLOAT32), Provider.vector(Precision.FLOAT64)));
  }

  /** A guarded panel of the given numbers, row by row. */
  static <A> Guarded<A> of(Kernels<A> kernels, int rows, int columns, double... values) {
    Panel<A> whole = kernels.panel(rows + 2, LEFT + columns + RIGHT);
    kernels.fill(whole, Double.NaN);
    Panel<A> panel = whole.rows(1, rows).columns(LEFT, columns);
    kernels.load(values, panel);
    return new Guarded<>(kernels, whole, panel);
  }

  /** A guarded panel of numbers uniform in [-1, 1]. */
  static <A> Guarded<A> random(Kernels<A> kernels, int rows, int columns, RandomGenerator rng) {
    double[] numbers = new double[rows * columns];
    Arrays.setAll(numbers, i -> 2 * rng.nextDouble() - 1);
    return of(kernels, rows, columns, numbers);
  }

  /** The numbers, row by row, after checking that the frame is as it was. */
  double[] numbers() {
    int rows = panel.rows();
    int columns = panel.columns();
    int stride = whole.columns();
    double[] all = new double[whole.rows() * stride];
    kernels.store(whole, all);
    double[] inside = new double[rows * columns];
    kernels.store(panel, inside);
    long outside = Arrays.stream(all).filter(Double::isNaN).count();
    long spoilt = Arrays.stream(inside).filter(Double::isNaN).count();
    assertThat(outside - spoilt)
        .as("numbers around the panel")
        .isEqualTo(all.length - inside.length);
    return inside;
  }

  /** Half the spacing of numbers next to 1: the relative error of one operation. */
  static double roundOff(Kernels<?> kernels) {
    return kernels.precision() == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
  }
}
