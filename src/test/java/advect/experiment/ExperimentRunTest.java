package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.data.table.Table;
import advect.data.table.TableReader;
import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentSpec;
import advect.model.Percentiles;
import advect.model.TableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole experiments, as small as they can be. */
class ExperimentRunTest {
  private static final String[] LINE = {
    "density.png",
    "density.svg",
    "flow.png",
    "loss.csv",
    "loss.png",
    "loss.svg",
    "metrics.json",
    "model.safetensors",
    "samples.png",
    "samples.svg"
  };
  private static final String[] PLANE = {
    "density.png",
    "field.png",
    "flow.gif",
    "flow.png",
    "loss.csv",
    "loss.png",
    "loss.svg",
    "metrics.json",
    "model.safetensors",
    "samples.png"
  };

  @TempDir private Path dir;

  @Test
  void onTheLine() throws IOException {
    Metrics metrics = run("data.toy=mixture-1d");
    assertThat(files()).containsExactly(LINE);
    assertTrustworthy(metrics);
    assertThat(metrics.test().kl()).isPositive();
    assertTellsItsCourse();
  }

  @Test
  void inThePlane() throws IOException {
    Metrics metrics = run("data.toy=two-moons");
    assertThat(files()).containsExactly(PLANE);
    assertTrustworthy(metrics);
    assertThat(dir.resolve("out").resolve("metrics.json")).hasContent(MetricsFormat.write(metrics));
    assertThat(metrics.test().points()).isEqualTo(150);
    assertThat(metrics.checks().traceSe()).isNaN();
  }

  private void assertTellsItsCourse() throws IOException {
    List<String> lines = Files.readAllLines(dir.resolve("out").resolve("loss.csv"));
    assertThat(lines.get(0)).isEqualTo("iteration,seconds,train_nll,validation_nll,kl");
    List<String[]> rows = lines.stream().skip(1).map(line -> line.split(",")).toList();
    assertThat(rows).extracting(row -> row[0]).containsExactly("2", "3");
    double floor = Double.parseDouble(rows.get(0)[3]) - Double.parseDouble(rows.get(0)[4]);
    double again = Double.parseDouble(rows.get(1)[3]) - Double.parseDouble(rows.get(1)[4]);
    assertThat(again).isCloseTo(floor, within(1e-5)); // the same points: but for float roundings
    // 20 points whose log density spreads by about 0.8: 7 standard errors around the entropy
    assertThat(floor).isCloseTo(1.929, within(7 * 0.8 / Math.sqrt(20)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flow.precision=float64; field.type=concat-squash; solver={method: rk4, steps: 6}",
        "solver={method: gragg-bulirsch-stoer, tolerance: 1e-4}; training.gradient=continuous;"
            + " training.precision=float64; training.schedule=cosine;"
            + " evaluate.solver={method: gill, steps: 40}"
      })
  void otherwise(String settings) {
    assertTrustworthy(run(("data.toy=mixture-1d; " + settings).split("; ")));
  }

  /** On the line only Gaussian probes err. */
  @Test
  void withEstimatedTraces() {
    Metrics metrics =
        run("data.toy=mixture-1d", "flow.trace={hutchinson: {probes: 2, noise: gaussian}}");
    assertTrustworthy(metrics);
    assertThat(metrics.checks().traceSe()).isPositive();
  }

  @Test
  void onATableOfThreeColumns() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 60; i++) {
      double a = random.nextGaussian();
      rows.append("%s,%s,%s\n".formatted(a, 100 + a + random.nextGaussian(), random.nextDouble()));
    }
    Path table = Files.writeString(dir.resolve("t.csv"), rows);
    Metrics metrics = run("data={table: '%s'}".formatted(table));
    assertThat(files())
        .containsExactly(
            "calibration.png",
            "corner.png",
            "extremes.csv",
            "log-density.png",
            "loss.csv",
            "loss.png",
            "loss.svg",
            "metrics.json",
            "model.safetensors");
    Metrics.TableFigures judged = Objects.requireNonNull(metrics.table());
    assertThat(judged.trainRows()).isEqualTo(48);
    assertThat(judged.baselines())
        .hasSize(3)
        .allSatisfy(b -> assertThat(b.nllDequantized()).isFinite());
    assertThat(judged.dequantized().bitsPerDim()).isNaN(); // the columns are not rounded
    assertThat(metrics.subject().dim()).isEqualTo(3);
    assertThat(metrics.test().points()).isEqualTo(6); // a tenth of the rows
    assertThat(metrics.test().kl()).isNaN();
    assertTrustworthy(metrics);
    assertThat(judged.dequantized().nllDequantized()).isEqualTo(metrics.test().nll());
    assertNumbersAreTheModels(metrics);
  }

  /** With rounded values the figure that others report is another one, and says so. */
  @Test
  void onATableOfRoundedColumns() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 60; i++) {
      long a = Math.round(3 * random.nextGaussian());
      rows.append("%d,%.1f,%.2f\n".formatted(a, Math.exp((double) a), random.nextDouble()));
    }
    Path table = Files.writeString(dir.resolve("t.csv"), rows);
    Metrics metrics = run("data={table: '%s', preprocessing: {log: [b]}}".formatted(table));
    assertNumbersAreTheModels(metrics);
    Metrics.TableFigures judged = Objects.requireNonNull(metrics.table());
    Metrics.Dequantized other = judged.dequantized();
    assertThat(other.nllDequantized()).isNotEqualTo(metrics.test().nll());
    double cell = Math.log(1) + Math.log(0.1) + Math.log(0.01);
    assertThat(other.bitsPerDim() * 3 * Math.log(2))
        .isCloseTo(other.nllDequantized() - cell, within(1e-9));
    assertThat(Files.readAllLines(dir.resolve("out").resolve("loss.csv")).get(0))
        .isEqualTo("iteration,seconds,train_nll_dequantized,validation_nll_dequantized,kl");
  }

  /** 40 rows, the first 20 there twice: some of the six test rows are in training too. */
  @Test
  void rowsThatRepeatTrainingRowsAreTold() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append("%s,%s\n".formatted(random.nextGaussian(), random.nextDouble()));
    }
    Path table =
        Files.writeString(
            dir.resolve("t.csv"), "a,b\n" + rows + rows.substring(0, rows.length() / 2));
    Metrics metrics = run("data={table: '%s'}".formatted(table));
    Metrics.Repeats repeats =
        Objects.requireNonNull(Objects.requireNonNull(metrics.table()).measure().repeats());
    List<String> lines = Files.readAllLines(dir.resolve("out").resolve("extremes.csv"));
    assertThat(repeats.rows()).isBetween(1, 4);
    List<Double> nlls =
        lines.stream().skip(1).map(line -> -Double.parseDouble(line.split(",", -1)[2])).toList();
    // a mean of some of six numbers is between the least and the largest of them
    assertThat(repeats.nllOfOthers()).isBetween(Collections.min(nlls), Collections.max(nlls));
    assertThat(repeats.coverageDeviationOfOthers()).isBetween(0.0, 1.0);
  }

  /**
   * The six test rows, with what a user of the model finds for them: the same bits, since log p is
   * a function of a row, the model and its settings alone.
   */
  private void assertNumbersAreTheModels(Metrics metrics) {
    Path out = dir.resolve("out");
    TableModel model = TableModel.read(out.resolve("model.safetensors"));
    Table extremes = TableReader.read(out.resolve("extremes.csv").toString());
    assertThat(extremes.columns()).containsExactly("a", "b", "c", "logp", "percentile");
    DMatrixRMaj all = extremes.values();
    double[] logp = model.logDensity(CommonOps_DDRM.extract(all, 0, 6, 0, 3), 0);
    double[] told = CommonOps_DDRM.extractColumn(all, 3, null).data;
    assertThat(told).isSorted();
    assertThat(told).containsExactly(logp);
    // six numbers are added in another order, which rounds each sum by 2^-53 of it at most
    double size = Arrays.stream(logp).map(Math::abs).sum();
    double mean = Arrays.stream(logp).average().orElseThrow();
    assertThat(metrics.test().nll()).isCloseTo(-mean, within(12 * 0x1p-53 * size));
    Map<?, ?> card = (Map<?, ?>) Objects.requireNonNull(model.card().get("test"));
    Metrics.TableFigures judged = Objects.requireNonNull(metrics.table());
    assertThat(card.get("nll")).isEqualTo(metrics.test().nll());
    assertThat(card.get("nll_dequantized")).isEqualTo(judged.dequantized().nllDequantized());
    Percentiles percentiles = Percentiles.on(model.card()).orElseThrow();
    for (int i = 0; i < 6; i++) assertThat(all.get(i, 4)).isEqualTo(percentiles.of(told[i]));
  }

  /** log p(1000 x) = log p(x) - log 1000, for the flow and for what stands beside it. */
  @Test
  void densitiesAreInTheUnitsOfTheTable() throws IOException {
    Metrics metres = table(1);
    Metrics millimetres = table(1000);
    // what float32 fields and the solver's tolerance of 1e-5 leave of equality
    assertThat(millimetres.test().nll() - metres.test().nll())
        .isCloseTo(Math.log(1000), within(1e-4));
    Metrics.TableFigures before = Objects.requireNonNull(metres.table());
    Metrics.TableFigures after = Objects.requireNonNull(millimetres.table());
    assertThat(after.dequantized().standardizedNll())
        .isCloseTo(before.dequantized().standardizedNll(), within(1e-4));
    assertThat(
            after.baselines().get(0).nllDequantized() - before.baselines().get(0).nllDequantized())
        .isCloseTo(Math.log(1000), within(1e-9));
  }

  private Metrics table(double unit) throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 60; i++) {
      double a = random.nextGaussian();
      double b = Math.exp(a + random.nextGaussian());
      rows.append("%s,%s,%s\n".formatted(unit * a, b, random.nextDouble()));
    }
    Path table = Files.writeString(dir.resolve("t.csv"), rows);
    return run("data={table: '%s', preprocessing: {log: [b]}}".formatted(table));
  }

  @Test
  void threadsChangeNothingAndSeedsEverything() {
    String[] base = {"data.toy=mixture-1d", "flow.trace=hutchinson", "training.batch=300"};
    Metrics one = run(1, base);
    Metrics two = run(2, base);
    Metrics other = run(2, base[0], base[1], base[2], "seed=2");
    assertThat(two.test()).isEqualTo(one.test());
    assertThat(two.nfe()).isEqualTo(one.nfe());
    assertThat(two.checks()).isEqualTo(one.checks());
    assertThat(two.provenance().machine().threads()).isEqualTo(2);
    assertThat(other.test().nll()).isNotEqualTo(one.test().nll());
    assertThat(other.checks()).isNotEqualTo(one.checks());
  }

  /** Bounds that every solver of these tests keeps with room to spare. */
  private static void assertTrustworthy(Metrics m) {
    assertThat(m.test().nll()).isFinite();
    // Two half widths of an interval of 95 %, by few draws here: missed once in 10,000 times.
    assertThat(Math.abs(m.checks().mass() - 1)).isLessThan(2 * m.checks().massError());
    assertThat(m.checks().massError()).isLessThan(2e-2);
    assertThat(m.checks().roundTripError()).isLessThan(1e-3);
    assertThat(m.checks().toleranceGap()).isBetween(-1e-3, 1e-3);
    assertThat(m.checks().nonfiniteGradients()).isZero();
    assertThat(m.nfe().trainForward()).isPositive();
    assertThat(m.nfe().trainBackward()).isPositive();
    assertThat(m.time().scorePointsPerSecond()).isPositive();
  }

  private Metrics run(String... settings) {
    return run(2, settings);
  }

  private Metrics run(int threads, String... settings) {
    String yaml =
        """
        name: x
        data: {toy: circles}
        field: {hidden: [6]}
        training: {iterations: 3, batch: 20, validation: {every: 2, size: 20}}
        evaluate: {samples: 150, grid: 8, check-points: 140, solver: {tolerance: 1e-5}}
        """;
    ExperimentSpec spec = ExperimentSpec.parse(yaml, "x.yaml", List.of(settings));
    ResultsDirectory out = ResultsDirectory.at(dir.resolve("out"));
    return ExperimentRun.run(spec, out, RunOptions.of(threads), Progress.NONE);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> entries = Files.list(dir.resolve("out"))) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
