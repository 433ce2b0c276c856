package advect.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
  private static final double NAN = Double.NaN;

  /** Of a baseline that is not as good. */
  private static final Metrics.Lead BEHIND = new Metrics.Lead(-1, 0.1);

  @TempDir private Path dir;

  @Test
  void theNumbersAPersonAsksForAndWhereToLook() throws IOException {
    Files.createFile(dir.resolve("density.png"));
    Files.createFile(dir.resolve("loss.png"));
    assertThat(Summary.of(Fixtures.metrics("moons"), dir))
        .isEqualTo(
            """
            NLL       2.400 ± 0.010 nats a point, over 1000 test points
            entropy   2.3900 nats, the lowest NLL there is
            KL        0.0100 ± 0.0010 nats from the true density
            mass      1.000200 ± 0.000010 under the learned density, ± half an interval of 95 %%
            NFE       110 evaluations of the field a log density
            training  61 seconds
            look at   %s
            results   %s
            """
                .formatted(dir.resolve("density.png"), dir));
  }

  @Test
  void whatIsNotKnownIsNotMentioned() {
    String text = Summary.of(metrics(0.01, new Metrics.Checks(NAN, NAN, 0, 0, NAN, 0, null)), dir);
    assertThat(text.lines().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("NLL", "NFE", "training", "results");
  }

  @Test
  void aCertificateTellsHowFarLogDensitiesAreOff() {
    RowErrors errors = new RowErrors(1e-6, 2e-5, 3e-4, 0);
    Certificate certificate = new Certificate("as told", 1000, errors, null, errors, 1, 2e-4);
    Metrics.Checks checks = new Metrics.Checks(1, 2e-4, 3e-4, 0, NAN, 0, certificate);
    Metrics metrics = metrics(0.01, checks);
    assertThat(Summary.of(metrics, dir).lines())
        .contains("log p     2.0e-05 nats off at most, for 99 rows of 100")
        .noneMatch(line -> line.startsWith("beware"));
    assertThat(MetricsFormat.write(metrics))
        .contains("\"logp_error\": {", "\"p99\": 2.0E-5,", "\"round_trip\": {")
        .doesNotContain("trace_error");
  }

  /** A density's interval of 95 % misses 1 now and then; twice as far it hardly ever lies. */
  @Test
  void aMassThatMayBeOneIsNotDoubted() {
    assertThat(Summary.of(metrics(0.01, checks(1.015, 0.01)), dir)).doesNotContain("beware");
    assertThat(Summary.of(metrics(0.01, checks(1.0205, 0.01)), dir))
        .contains("beware    the mass is not 1");
  }

  @Test
  void aTableShowsWhatTheFlowIsWorth() {
    Metrics whole = withBaseline(3.5);
    assertThat(Summary.of(whole, dir).lines())
        .contains(
            "NLL       2.400 ± 0.010 nats a row, over 1000 test rows",
            "compare   2.500 ± 0.020 nats, NLL of dequantized rows, which those beside and others"
                + " report",
            "beside    3.50 ± 0.10 by a Gaussian",
            "column    Column 'a': dequantized.")
        .noneMatch(line -> line.startsWith("per dim") || line.startsWith("beware"));
    assertThat(MetricsFormat.write(whole))
        .contains("\"nll_dequantized\": 2.5,", "\"standardized_nll\": 2.1");
  }

  @Test
  void aFlowThatIsNotWorthItSaysSo() {
    assertThat(Summary.of(withBaseline(2.45), dir).lines())
        .contains(
            "beware    a density beside has the lower NLL; whitening, wider or more layers, or more"
                + " iterations may help");
  }

  @Test
  void aFlowThatIsBehindNamesTheModelToTakeInstead() throws IOException {
    Metrics.Dequantized flow = new Metrics.Dequantized(2.5, 0.02, 2.1, NAN);
    Metrics behind = withTable(flow, 2.45, Metrics.Measure.PLAIN, new Metrics.Lead(0.05, 0.01));
    String sentence =
        "beware    a Gaussian fits the test rows better than this model, by 0.050 ± 0.010 nats a row:"
            + " rows drawn from it are more like the table's than synthetic rows of this flow";
    assertThat(Summary.of(behind, dir).lines())
        .contains(
            sentence,
            "instead   advect run EXPERIMENT.yaml --set method=gaussian --set name=x-gaussian")
        .noneMatch(line -> line.startsWith("beware    a density beside"));
    Files.writeString(dir.resolve(ResultsDirectory.PLAN), "name: x");
    assertThat(Summary.of(behind, dir).lines())
        .contains(
            "instead   advect train --data null --plan %s --method gaussian --name x-gaussian"
                .formatted(dir.resolve(ResultsDirectory.PLAN)));
    Metrics perhaps = withTable(flow, 2.3, Metrics.Measure.PLAIN, new Metrics.Lead(0.2, 0.15));
    assertThat(Summary.of(perhaps, dir))
        .contains("by 0.20 ± 0.15 nats a row, which may be chance:");
    Metrics chance = withTable(flow, 2.45, Metrics.Measure.PLAIN, new Metrics.Lead(0.05, 0.03));
    assertThat(Summary.of(chance, dir)).contains("a density beside has the lower NLL");
  }

  @Test
  void rowsOnASurfaceHaveNoComparableNll() {
    Metrics flat =
        withTable(
            new Metrics.Dequantized(2.5, 0.02, 2.1, NAN),
            3.5,
            new Metrics.Measure(false, "rows lie on a curve", null),
            BEHIND);
    assertThat(Summary.of(flat, dir).lines())
        .contains(
            "NLL       2.400 ± 0.010 nats a row, over 1000 test rows, not comparable",
            "beside    3.50 ± 0.10 by a Gaussian, not comparable",
            "beware    rows lie on a curve");
    assertThat(MetricsFormat.write(flat)).contains("\"surface\": \"rows lie on a curve\"");
  }

  private static Metrics withBaseline(double nll) {
    return withTable(new Metrics.Dequantized(2.5, 0.02, 2.1, NAN), nll);
  }

  private static Metrics withTable(Metrics.Dequantized dequantized, double nll) {
    return withTable(dequantized, nll, Metrics.Measure.PLAIN, BEHIND);
  }

  private static Metrics withTable(
      Metrics.Dequantized dequantized, double nll, Metrics.Measure measure, Metrics.Lead lead) {
    Metrics.BaselineScore gaussian =
        new Metrics.BaselineScore("gaussian", "Gaussian", nll, 0.1, lead, 0.01, List.of());
    return Fixtures.metrics(
        "x",
        new Metrics.TableFigures(
            80,
            10,
            dequantized,
            List.of("Column 'a': dequantized."),
            List.of(gaussian),
            new Metrics.Calibration(0.1, 0.5),
            measure));
  }

  /** No one may take a probability of an atom for a density. */
  @Test
  void aMixedMeasureIsToldBesideEachFigure() {
    Metrics mixed =
        withTable(
            new Metrics.Dequantized(2.5, 0.02, NAN, NAN),
            3.5,
            new Metrics.Measure(true, null, null),
            BEHIND);
    assertThat(Summary.of(mixed, dir).lines())
        .contains(
            "NLL       2.400 ± 0.010 nats a row, over 1000 test rows, mixed measure",
            "compare   2.500 ± 0.020 nats, NLL with noise in cells and atoms, as those beside; with no"
                + " other program's",
            "beside    3.50 ± 0.10 by a Gaussian, mixed measure");
    assertThat(MetricsFormat.write(mixed)).contains("\"mixed_measure\": true");
    Metrics plain = withTable(new Metrics.Dequantized(2.5, 0.02, 2.1, NAN), 3.5);
    assertThat(MetricsFormat.write(plain)).doesNotContain("mixed_measure");
  }

  @Test
  void doubtfulNumbersSayWhy() {
    String text = Summary.of(metrics(0.01, checks(0.8, 0.06, -0.5, 3)), dir);
    assertThat(text.lines().filter(line -> line.startsWith("beware")))
        .containsExactly(
            "beware    the solver shifts the NLL by -0.5000; tighten evaluate.solver",
            "beware    the mass is not 1; tighten evaluate.solver",
            "beware    the mass could not be found precisely; the density is very sharp or very wide",
            "beware    3 training steps had no finite gradient and were skipped");
  }

  /** Where no column is rounded there are no cells, and both figures are the same number. */
  @Test
  void whatIsTheSameIsToldOnce() {
    Metrics same = withTable(new Metrics.Dequantized(2.4, 0.01, 2.1, NAN), 3.5);
    assertThat(Summary.of(same, dir).lines())
        .contains("NLL       2.400 ± 0.010 nats a row, over 1000 test rows")
        .noneMatch(line -> line.startsWith("compare"));
  }

  /** 0.3 from the rows and 0.4 from their solves are 0.5 together. */
  @Test
  void theErrorOfSolvesIsPartOfThatOfTheNll() {
    String text =
        Summary.of(metrics(0.3, new Metrics.Checks(NAN, NAN, 0, -0.4, NAN, 0, null)), dir);
    assertThat(text).startsWith("NLL       2.00 ± 0.50 nats a point");
  }

  private static Metrics.Checks checks(double mass, double error) {
    return checks(mass, error, 0, 0);
  }

  private static Metrics.Checks checks(double mass, double error, double gap, int skipped) {
    RowErrors none = RowErrors.of(new double[] {0});
    Certificate certificate = new Certificate("as told", 1, none, null, none, mass, error);
    return new Metrics.Checks(mass, error, 0, gap, NAN, skipped, certificate);
  }

  private static Metrics metrics(double nllSe, Metrics.Checks checks) {
    return Fixtures.metrics("x", new Metrics.Test(10, 2, nllSe, NAN, NAN, NAN), checks);
  }
}
