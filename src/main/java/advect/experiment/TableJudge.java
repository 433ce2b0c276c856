package advect.experiment;

import advect.baseline.Baseline;
import advect.baseline.Baselines;
import advect.data.prepare.Dequantization;
import advect.data.prepare.Encoded;
import advect.data.prepare.Preprocessing;
import advect.experiment.result.Metrics;
import advect.flow.ContinuousFlow;
import advect.model.Percentiles;
import advect.numeric.Estimate;
import advect.plot.data.Coverage;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What is asked of a flow on a table besides its likelihood. */
final class TableJudge {
  /** Training rows whose log densities percentiles are taken of, at most. */
  private static final int RANKED = 20_000;

  private final TableData table;
  private final ContinuousFlow flow;
  private final HeldOutEvaluation evaluation;

  /** Judges a flow that was evaluated on the test points of a table. */
  TableJudge(TableData table, ContinuousFlow flow, HeldOutEvaluation evaluation) {
    this.table = table;
    this.flow = flow;
    this.evaluation = evaluation;
  }

  Metrics.TableFigures judge() {
    double nll = evaluation.test().nll();
    Preprocessing preprocessing = table.preprocessing();
    Coverage coverage = coverage();
    return new Metrics.TableFigures(
        table.trainRows(),
        table.validation().numRows,
        nll - logScale(),
        preprocessing.discrete()
            ? (nll - preprocessing.logCellVolume()) / (preprocessing.inputs() * Math.log(2))
            : Double.NaN,
        preprocessing.report(),
        baselines(),
        new Metrics.Calibration(coverage.deviation(), coverage.pValue()));
  }

  /** Of the test points, among draws from the flow. */
  Coverage coverage() {
    double[] test = evaluation.scored().points().logDensity();
    return Coverage.of(test, evaluation.drawn().points().logDensity());
  }

  /** Of the log densities of the training rows, at the centres of their cells. */
  Percentiles percentiles() {
    return Percentiles.of(logDensity(Rows.spread(table.train(), RANKED)));
  }

  /** The test rows, at the centres of their cells. */
  ExtremeRows extremes() {
    Preprocessing preprocessing = table.preprocessing();
    return new ExtremeRows(
        preprocessing.columns(), preprocessing.levels(), table.test(), logDensity(table.test()));
  }

  /** As a user of the model finds it: the same for the same row. */
  private double[] logDensity(DMatrixRMaj rows) {
    Encoded encoded = table.preprocessing().encode(rows, Dequantization.centre());
    return encoded.logDensity(flow.logDensity(encoded.points()));
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

  /** The simplest first, fitted to the points that the flow saw. */
  private List<Metrics.BaselineScore> baselines() {
    DMatrixRMaj train = table.encodedTraining().points();
    DMatrixRMaj validation = table.encodedValidation().points();
    Encoded test = table.encodedTest();
    return Baselines.fits(train, validation, table.seed()).stream()
        .map(fit -> score(fit, test))
        .toList();
  }

  private Metrics.BaselineScore score(Supplier<Baseline> fit, Encoded test) {
    long start = System.nanoTime();
    Baseline baseline = fit.get();
    double seconds = (System.nanoTime() - start) * 1e-9;
    double[] nll = test.logDensity(baseline.logDensity(test.points()));
    for (int i = 0; i < nll.length; i++) nll[i] = -nll[i];
    Estimate mean = Estimate.of(nll);
    return new Metrics.BaselineScore(
        baseline.name(), mean.mean(), mean.standardError(), seconds, notes(baseline));
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
