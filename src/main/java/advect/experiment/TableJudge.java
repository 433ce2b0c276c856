package advect.experiment;

import advect.baseline.Baseline;
import advect.data.prepare.Encoded;
import advect.data.prepare.Preprocessing;
import advect.experiment.check.ExtremeRows;
import advect.experiment.check.ThinSupport;
import advect.experiment.learned.Fits;
import advect.experiment.learned.FittedMethod;
import advect.experiment.learned.Repetitions;
import advect.experiment.result.Metrics;
import advect.experiment.spec.Method;
import advect.flow.Density;
import advect.input.Spelling;
import advect.model.Percentiles;
import advect.model.StoredRows;
import advect.numeric.Estimate;
import advect.plot.data.Coverage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/** What is asked of a flow on a table besides its likelihood. */
final class TableJudge {
  /** Training rows whose log densities percentiles are taken of, at most. */
  private static final int RANKED = 20_000;

  private final TableData table;
  private final Density density;
  private final HeldOutEvaluation evaluation;

  private final Encoded dequantizedTest;

  /** log p of these rows, nats. */
  private final double[] dequantized;

  /** Judges a density that was evaluated on the test points of a table. */
  TableJudge(TableData table, Density density, HeldOutEvaluation evaluation) {
    this.table = table;
    this.density = density;
    this.evaluation = evaluation;
    dequantizedTest = table.encodedTest();
    dequantized = dequantizedTest.logDensity(evaluation.scored().points().logDensity());
  }

  /**
   * All figures.
   *
   * @param method of the density, which does not stand beside itself
   * @param fits that do
   */
  Metrics.TableFigures judge(Method method, Fits fits) {
    Coverage coverage = coverage();
    return new Metrics.TableFigures(
        table.trainRows(),
        table.validation().numRows,
        dequantized(),
        table.preprocessing().report(),
        baselines(method, fits),
        new Metrics.Calibration(coverage.deviation(), coverage.pValue()),
        new Metrics.Measure(table.preprocessing().mixed(), surface(fits), repeats()));
  }

  private Metrics.@Nullable Repeats repeats() {
    DMatrixRMaj drawn = table.preprocessing().decode(evaluation.samples());
    Repetitions repetitions = new Repetitions(table.train());
    int[] others = repetitions.fresh(table.test());
    int[] fresh = repetitions.fresh(drawn);
    int repeated = table.test().numRows - others.length;
    if (repeated == 0 || others.length < 2 || fresh.length < 2) return null;
    double[] logp = some(evaluation.rows().test(), others);
    Estimate nll = nll(logp);
    Coverage left = Coverage.of(logp, some(evaluation.rows().drawn(), fresh));
    return new Metrics.Repeats(repeated, nll.mean(), nll.standardError(), left.deviation());
  }

  private static double[] some(double[] values, int[] which) {
    return Arrays.stream(which).mapToDouble(i -> values[i]).toArray();
  }

  private @Nullable String surface(Fits fits) {
    return ThinSupport.of(table.preprocessing(), table.train(), fits.training())
        .map(ThinSupport::sentence)
        .orElse(null);
  }

  private Metrics.Dequantized dequantized() {
    Preprocessing preprocessing = table.preprocessing();
    Estimate nll = nll(dequantized);
    double bits =
        preprocessing.discrete()
            ? (nll.mean() - preprocessing.logCellVolume()) / (preprocessing.inputs() * Math.log(2))
            : Double.NaN;
    return new Metrics.Dequantized(nll.mean(), nll.standardError(), standardized(nll.mean()), bits);
  }

  /** In units of the columns; where a row has an atom, its probability has none. */
  private double standardized(double nll) {
    return table.preprocessing().mixed() ? Double.NaN : nll - logScale();
  }

  /** Of the test rows, among rows drawn from the flow. */
  Coverage coverage() {
    return Coverage.of(evaluation.rows().test(), evaluation.rows().drawn());
  }

  /**
   * Of the training rows; but a kernel density knows these one by one, and gives them more than
   * other rows like them, so that a model with one is asked for all the others.
   */
  Percentiles percentiles() {
    DMatrixRMaj rows =
        StoredRows.of(density).exist()
            ? Rows.stacked(table.validation(), table.test())
            : table.train();
    return Percentiles.of(table.logDensity(density, Rows.spread(rows, RANKED)));
  }

  /** Of the test rows. */
  ExtremeRows extremes() {
    Preprocessing preprocessing = table.preprocessing();
    return new ExtremeRows(
        preprocessing.columns(), preprocessing.levels(), table.test(), evaluation.rows().test());
  }

  /** Sum of the logs of the training columns' standard deviations; categories have no unit. */
  private double logScale() {
    double sum = 0;
    Preprocessing preprocessing = table.preprocessing();
    for (int j = 0; j < table.train().numCols; j++) {
      if (preprocessing.levels().containsKey(preprocessing.columns().get(j))) continue;
      double[] column = CommonOps_DDRM.extractColumn(table.train(), j, null).data;
      sum += Math.log(new StandardDeviation(false).evaluate(column));
    }
    return sum;
  }

  /**
   * The simplest first, fitted to the points that the flow saw. Atoms are intervals of these, so
   * that log p of a point and the same Jacobian make a density of each against one measure, mixed
   * or not, and differences between them are fair.
   */
  private List<Metrics.BaselineScore> baselines(Method own, Fits fits) {
    return Stream.of(Method.values())
        .filter(method -> method.isFitted() && method != own)
        .map(method -> score(method, fits.of(method)))
        .toList();
  }

  private Metrics.BaselineScore score(Method method, FittedMethod fit) {
    Baseline baseline = fit.baseline();
    double[] logp = dequantizedTest.logDensity(baseline.logDensity(dequantizedTest.points()));
    Estimate nll = nll(logp);
    double[] leads = new double[logp.length];
    Arrays.setAll(leads, i -> logp[i] - dequantized[i]);
    Estimate lead = Estimate.of(leads);
    return new Metrics.BaselineScore(
        Spelling.of(method),
        baseline.name(),
        nll.mean(),
        nll.standardError(),
        new Metrics.Lead(lead.mean(), lead.standardError()),
        fit.seconds(),
        notes(baseline));
  }

  private static Estimate nll(double[] logDensities) {
    return Estimate.of(Arrays.stream(logDensities).map(logp -> -logp).toArray());
  }

  private List<String> notes(Baseline baseline) {
    if (table.disk().isEmpty()) return baseline.notes();
    String sampled =
        String.format(
            Locale.ROOT,
            "saw a random sample of %,d of %,d rows for training",
            table.train().numRows,
            table.trainRows());
    return Stream.concat(Stream.of(sampled), baseline.notes().stream()).toList();
  }
}
