package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A panel inside a larger array, with NaN before, between and after its tiles: a kernel that reads
 * outside spoils its result, one that writes outside is caught by {@link #numbers}.
 *
 * <p>The padding inside the panel starts out as {@link #GARBAGE}, because no result may depend on
 * it, or as zero in cotangents.
 */
record Guarded<A>(Kernels<A> kernels, Panel<A> whole, Panel<A> panel) {
  /** So large that what it leaks into is off by far more than any tolerance. */
  static final double GARBAGE = 1e10;

  /** Rows of NaN before each tile and after the last one. */
  private static final int FRAME = Panel.ROWS;

  /** A guarded panel of the given numbers {@code [feature][blocks · samples]}. */
  static <A> Guarded<A> of(Kernels<A> kernels, Shape shape, double... values) {
    return padded(kernels, shape, GARBAGE, values);
  }

  /** A guarded panel of the given numbers with a padding of zeros. */
  static <A> Guarded<A> cotangent(Kernels<A> kernels, Shape shape, double... values) {
    return padded(kernels, shape, 0, values);
  }

  /** A guarded panel of numbers uniform in [-1, 1]. */
  static <A> Guarded<A> random(Kernels<A> kernels, Shape shape, RandomGenerator rng) {
    return of(kernels, shape, uniform(shape.size(), rng));
  }

  /** A guarded panel of numbers uniform in [-1, 1] with a padding of zeros. */
  static <A> Guarded<A> randomCotangent(Kernels<A> kernels, Shape shape, RandomGenerator rng) {
    return cotangent(kernels, shape, uniform(shape.size(), rng));
  }

  /** A guarded panel of one number throughout, with a padding of zeros. */
  static <A> Guarded<A> constant(Kernels<A> kernels, Shape shape, double value) {
    double[] numbers = new double[shape.size()];
    Arrays.fill(numbers, value);
    return cotangent(kernels, shape, numbers);
  }

  /** Numbers uniform in [-1, 1]. */
  static double[] uniform(int length, RandomGenerator rng) {
    double[] numbers = new double[length];
    Arrays.setAll(numbers, i -> 2 * rng.nextDouble() - 1);
    return numbers;
  }

  private static <A> Guarded<A> padded(
      Kernels<A> kernels, Shape shape, double padding, double... values) {
    int rows = shape.blocks() * Panel.roundUp(shape.samples(), Panel.ROWS);
    int step = rows + FRAME;
    int tiles = Panel.tiles(shape.features());
    Panel<A> whole = kernels.panel(FRAME + tiles * step, 1, Panel.TILE);
    kernels.fill(whole, Double.NaN);
    Panel<A> panel =
        new Panel<>(
            whole.data,
            FRAME * Panel.TILE,
            step * Panel.TILE,
            shape.samples(),
            shape.blocks(),
            shape.features());
    kernels.fill(panel, padding);
    kernels.load(values, panel);
    return new Guarded<>(kernels, whole, panel);
  }

  Shape shape() {
    return Shape.of(panel);
  }

  /**
   * The numbers, {@code [feature][blocks · samples]}, after checking that the frame is as it was.
   */
  double[] numbers() {
    assertThat(Arrays.stream(at(Place.FRAME)).allMatch(Double::isNaN))
        .as("numbers around the panel are as they were")
        .isTrue();
    double[] inside = new double[shape().size()];
    kernels.store(panel, inside);
    return inside;
  }

  /** The numbers of the padding inside the panel. */
  double[] padding() {
    return at(Place.PADDING);
  }

  private double[] at(Place place) {
    int rows = whole.samples();
    double[] all = new double[rows * Panel.TILE];
    kernels.store(whole, all);
    double[] found = new double[all.length];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      int numbers = numbersOf(row);
      for (int column = 0; column < Panel.TILE; column++) {
        if (place(numbers, column) == place) found[count++] = all[column * rows + row];
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Numbers that begin a row of the whole, or -1 in the frame. */
  private int numbersOf(int row) {
    int step = panel.rows() + FRAME;
    int tile = Math.floorDiv(row - FRAME, step);
    int inTile = Math.floorMod(row - FRAME, step);
    if (tile < 0 || inTile >= panel.rows()) return -1;
    boolean sample = inTile % panel.height() < panel.samples();
    return sample ? panel.features() - tile * Panel.TILE : 0;
  }

  private static Place place(int numbers, int column) {
    if (numbers < 0) return Place.FRAME;
    return column < numbers ? Place.NUMBER : Place.PADDING;
  }

  private enum Place {
    FRAME,
    PADDING,
    NUMBER
  }

  /** Checks that two arrays have the same bits; much faster than asserting it by number. */
  static void requireSame(double[] got, double[] expected) {
    if (Arrays.mismatch(got, expected) >= 0) assertThat(got).containsExactly(expected);
  }

  /** Half the spacing of numbers next to 1: the relative error of one operation. */
  static double roundOff(Kernels<?> kernels) {
    return kernels.precision() == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
  }

  /** The nearest number of the kernels' precision. */
  static double rounded(Kernels<?> kernels, double x) {
    return kernels.precision() == Precision.FLOAT32 ? (float) x : x;
  }
}
