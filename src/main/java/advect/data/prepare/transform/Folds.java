package advect.data.prepare.transform;

import advect.numeric.RandomKey;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Five folds of a column, every row in one of them by its number, at random: a table may be sorted.
 */
public final class Folds {
  private static final int FOLDS = 5;

  private static final long SEED = 0xf01d;

  private Folds() {}

  private static boolean in(int fold, int row) {
    return Math.floorMod(RandomKey.mix(SEED, row), FOLDS) == fold;
  }

  /**
   * What rows score where a fit has not seen them.
   *
   * @param points of the rows, read only
   * @param fit from the points of the other folds to what scores a point
   * @return a score a row
   * @throws IllegalArgumentException as the fit does
   */
  public static double[] heldOut(double[] points, Function<double[], DoubleUnaryOperator> fit) {
    double[] scores = new double[points.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      int[] rest = IntStream.range(0, points.length).filter(row -> !in(held, row)).toArray();
      if (rest.length == points.length) continue;
      DoubleUnaryOperator score =
          fit.apply(Arrays.stream(rest).mapToDouble(row -> points[row]).toArray());
      for (int row = 0; row < points.length; row++) {
        if (in(held, row)) scores[row] = score.applyAsDouble(points[row]);
      }
    }
    return scores;
  }
}
