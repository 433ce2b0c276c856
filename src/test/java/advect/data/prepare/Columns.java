package advect.data.prepare;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Tables made for tests. */
final class Columns {
  private Columns() {}

  /** {@code n} draws of a law. */
  static double[] draws(int n, long seed, ToDoubleFunction<SplittableRandom> law) {
    SplittableRandom rng = new SplittableRandom(seed);
    return IntStream.range(0, n).mapToDouble(i -> law.applyAsDouble(rng)).toArray();
  }

  /** Numbers rounded to a decimal, as parsing that decimal gives them. */
  static double[] rounded(double[] values, int decimals) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> Double.parseDouble(("%." + decimals + "f").formatted(values[i])))
        .toArray();
  }

  /** Columns side by side. */
  static DMatrixRMaj table(double[]... columns) {
    DMatrixRMaj table = new DMatrixRMaj(columns[0].length, columns.length);
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < table.numRows; i++) table.set(i, j, columns[j][i]);
    }
    return table;
  }

  /** Fits one column called x. */
  static Preprocessing fit(double[] values, PreprocessingOptions options) {
    return Preprocessing.fit(List.of("x"), table(values), options);
  }

  static Preprocessing fit(double[] values) {
    return fit(values, PreprocessingOptions.DEFAULT);
  }
}
