package advect.model;

import advect.data.prepare.Encoded;
import advect.data.prepare.Preprocessing;
import advect.flow.FlowPoints;
import advect.flow.Scorer;
import advect.input.InputException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A session that scores rows of a table, one or a block at a time: for services. A row that has no
 * log p is no exception; it has a {@link RowStatus} and a reason.
 *
 * <p>A row's result depends on the row alone, to the bit. Threads: for one at a time.
 */
public final class TableScorer implements AutoCloseable {
  private final TableModel model;
  private final Scorer scorer;

  TableScorer(TableModel model) {
    model.requireNoContext();
    this.model = model;
    scorer = model.density().scorer();
  }

  /**
   * Scores rows.
   *
   * @param rows {@code [rows][columns]}, in the order of the model's columns; NaN is a missing cell
   * @throws InputException if they have another number of columns
   */
  public RowScores score(DMatrixRMaj rows) {
    return score(rows, false);
  }

  /** Scores rows, with an error bar beside each log p; see {@link Scorer#scoreWithErrors}. */
  public RowScores scoreWithErrors(DMatrixRMaj rows) {
    return score(rows, true);
  }

  /** Scores rows within a time, after which those that have not arrived are given up. */
  public RowScores score(DMatrixRMaj rows, Duration time) {
    return score(rows, false, points -> scorer.score(points, time));
  }

  private RowScores score(DMatrixRMaj rows, boolean withErrors) {
    return score(
        rows,
        withErrors,
        points -> withErrors ? scorer.scoreWithErrors(points) : scorer.score(points));
  }

  private RowScores score(
      DMatrixRMaj rows, boolean withErrors, Function<DMatrixRMaj, FlowPoints> ofPoints) {
    if (rows.numCols != model.columns().size()) {
      throw new InputException(
          "Expected rows of %d columns, %s, found %d; give the model's columns in its order."
              .formatted(model.columns().size(), model.columns(), rows.numCols));
    }
    RowScores scores = new RowScores(rows.numRows, withErrors, model.density().hasSpread());
    int[] good =
        IntStream.range(0, rows.numRows).filter(row -> isFinite(rows, row, scores)).toArray();
    Optional<Preprocessing> preprocessing = model.preprocessing();
    if (preprocessing.isEmpty()) {
      Encoded as = new Encoded(select(rows, good), new double[good.length]);
      tell(as, ofPoints.apply(as.points()), good, scores);
    } else {
      Known known = known(preprocessing.get(), rows, good, scores);
      DMatrixRMaj points = known.encoded.points();
      tell(known.encoded, ofPoints.apply(points), known.rows, scores);
    }
    return scores;
  }

  /** Rows that the preprocessing knows, by their numbers, and their points. */
  @SuppressWarnings("ArrayRecordComponent") // a pair to take apart, never compared
  private record Known(int[] rows, Encoded encoded) {
    static Known of(Preprocessing preprocessing, DMatrixRMaj rows, int[] which) {
      return new Known(which, preprocessing.encodeToScore(select(rows, which), 0));
    }
  }

  /** Few rows are refused, and are found one by one. */
  private static Known known(
      Preprocessing preprocessing, DMatrixRMaj rows, int[] good, RowScores scores) {
    int[] known =
        IntStream.of(good)
            .filter(
                row ->
                    preprocessing.accepts(rows, row) || isEncoded(preprocessing, rows, row, scores))
            .toArray();
    try {
      return Known.of(preprocessing, rows, known);
    } catch (InputException e) { // a value so large that its coordinates are infinite
      int[] finite =
          IntStream.of(known).filter(row -> isEncoded(preprocessing, rows, row, scores)).toArray();
      return Known.of(preprocessing, rows, finite);
    }
  }

  private static boolean isEncoded(
      Preprocessing preprocessing, DMatrixRMaj rows, int row, RowScores scores) {
    Optional<String> refusal = preprocessing.refusal(rows, row);
    refusal.ifPresent(reason -> scores.refuse(row, RowStatus.OUT_OF_SUPPORT, reason));
    return refusal.isEmpty();
  }

  private boolean isFinite(DMatrixRMaj rows, int row, RowScores scores) {
    for (int j = 0; j < rows.numCols; j++) {
      double x = rows.get(row, j);
      if (Double.isFinite(x)) continue;
      String column = "column '%s': found ".formatted(model.columns().get(j));
      if (Double.isNaN(x)) {
        scores.refuse(row, RowStatus.MISSING, column + "no value, expected a finite number");
      } else {
        scores.refuse(row, RowStatus.NOT_FINITE, column + x + ", expected a finite number");
      }
      return false;
    }
    return true;
  }

  private static void tell(Encoded encoded, FlowPoints points, int[] which, RowScores scores) {
    double[] logp = encoded.logDensity(points.logDensity());
    for (int i = 0; i < which.length; i++) {
      OptionalInt lost = encoded.pointsOf(i).filter(point -> !points.arrived(point)).findFirst();
      if (lost.isPresent()) {
        refuse(which[i], points, lost.getAsInt(), scores);
        continue;
      }
      scores.logDensity()[which[i]] = logp[i];
      if (scores.error().length > 0) {
        scores.error()[which[i]] = largest(encoded, i, points.logDensityError());
      }
      if (scores.spread().length > 0)
        scores.spread()[which[i]] = largest(encoded, i, points.spread());
    }
  }

  /** A mean is off by no more than its parts. */
  private static double largest(Encoded encoded, int row, double[] ofPoints) {
    return encoded.pointsOf(row).mapToDouble(point -> ofPoints[point]).max().orElseThrow();
  }

  private static void refuse(int row, FlowPoints points, int i, RowScores scores) {
    RowStatus status = RowStatus.of(points.report(i));
    if (status == RowStatus.ARRIVED) {
      scores.refuse(row, RowStatus.NOT_FINITE, "the map has no value there");
    } else {
      scores.refuse(row, status, "the solve " + points.report(i).describe());
    }
  }

  private static DMatrixRMaj select(DMatrixRMaj rows, int[] which) {
    DMatrixRMaj some = new DMatrixRMaj(which.length, rows.numCols);
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(
          rows.data, which[i] * rows.numCols, some.data, i * rows.numCols, rows.numCols);
    }
    return some;
  }

  /** Ends the session's threads. */
  @Override
  public void close() {
    scorer.close();
  }
}
