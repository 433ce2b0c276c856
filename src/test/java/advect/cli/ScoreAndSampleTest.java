package advect.cli;

import static advect.cli.Tables.COLUMNS;
import static advect.cli.Tables.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.cli.Tables.Outcome;
import advect.data.table.TableSource;
import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.kernel.Activation;
import advect.model.ModelFile;
import advect.model.Percentiles;
import advect.model.StoredModel;
import advect.model.TableModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreAndSampleTest {
  private static final int ROWS = 300;

  private static final int DRAWS = ContinuousFlow.SAMPLE_BLOCK + 809;

  @TempDir private static Path given;
  private static Path csv;
  private static Path file;
  private static TableModel model;

  /** Draws of a seed, and their log densities: by the library, which touches no file. */
  private static DMatrixRMaj drawn;

  private static double[] logpOfDrawn;

  @TempDir private Path dir;

  @BeforeAll
  static void aModelOfATableAndWhatItDraws() throws IOException {
    csv = Tables.csv(given.resolve("t.csv"), ROWS);
    file = given.resolve("model.safetensors");
    model = Tables.model(file, csv);
    drawn = new DMatrixRMaj(DRAWS, 2);
    CommonOps_DDRM.insert(model.sampleBlock(0, ContinuousFlow.SAMPLE_BLOCK, 7), drawn, 0, 0);
    CommonOps_DDRM.insert(model.sampleBlock(1, 809, 7), drawn, ContinuousFlow.SAMPLE_BLOCK, 0);
    logpOfDrawn = model.logDensity(drawn, 0);
  }

  @Test
  void everyRowKeepsItsCellsAndGetsTheLibrarysScores() throws IOException {
    Path out = dir.resolve("scores.csv");
    Outcome outcome = call("score", given + "", "--data", csv + "", "--out", out + "");
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    double[] logp = model.logDensity(Tables.read(csv, COLUMNS), 0);
    assertThat(outcome.stdout())
        .startsWith(out + ": 300 rows, mean log density %.3f ± ".formatted(mean(logp)))
        .endsWith(" nats\n");
    DMatrixRMaj scores = Tables.read(out, List.of("logp", "percentile"));
    Percentiles percentiles = Percentiles.on(model.card()).orElseThrow();
    for (int i = 0; i < ROWS; i++) {
      assertThat(scores.get(i, 0)).isEqualTo(logp[i]);
      assertThat(scores.get(i, 1)).isEqualTo(percentiles.of(logp[i]));
    }
    List<String> before = Files.readAllLines(csv);
    List<String> after = Files.readAllLines(out);
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) assertThat(after.get(i)).startsWith(before.get(i));
  }

  /** The oracle sorts all rows and takes textbook formulas. */
  @Test
  void jsonHasTheMeanItsErrorAndTheLowestRows() throws IOException {
    Outcome outcome = call("score", file + "", "--data", csv + "", "--json");
    JsonNode json = new ObjectMapper().readTree(outcome.stdout());
    DMatrixRMaj rows = Tables.read(csv, COLUMNS);
    double[] logp = model.logDensity(rows, 0);
    double variance =
        Arrays.stream(logp).map(v -> (v - mean(logp)) * (v - mean(logp))).sum() / (ROWS - 1);
    assertThat(json.get("rows").asInt()).isEqualTo(ROWS);
    // Sums of 300 numbers of size 10 in another order differ by far less than this.
    assertThat(json.get("mean_logp").asDouble()).isCloseTo(mean(logp), within(1e-11));
    assertThat(json.get("se").asDouble()).isCloseTo(Math.sqrt(variance / ROWS), within(1e-11));
    List<Integer> lowest =
        IntStream.range(0, ROWS)
            .boxed()
            .sorted((a, b) -> Double.compare(logp[a], logp[b]))
            .limit(10)
            .toList();
    assertThat(json.get("lowest")).hasSize(10);
    for (int k = 0; k < 10; k++) {
      JsonNode row = json.get("lowest").get(k);
      int i = lowest.get(k);
      assertThat(row.get("row").asInt()).isEqualTo(i + 1);
      assertThat(row.get("logp").asDouble()).isEqualTo(logp[i]);
      assertThat(row.get("values").get("cost").asDouble()).isEqualTo(rows.get(i, 1));
    }
    assertThat(json.has("out")).isFalse();
  }

  /** Its square overflows: the log of its density is below all doubles, and so is the mean. */
  @Test
  void aRowOutOfAllReachHasLogDensityMinusInfinity() throws IOException {
    Path stored = dir.resolve("plain.safetensors");
    ContinuousFlow flow = ContinuousFlow.of(Mlp.tanh(1, 4), Standardization.identity(1), 1);
    ModelFile.write(stored, new StoredModel(flow, List.of("x"), Map.of(), Map.of()));
    Path rows = Files.writeString(dir.resolve("x.csv"), "x\n0\n1e200\n1\n");
    Outcome outcome = call("score", stored + "", "--data", rows + "", "--precision", "float64");
    assertThat(outcome.stdout()).startsWith("3 rows, mean log density -Infinity nats\n");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void withoutAFileTheLowestRowsAreATable() {
    Outcome outcome = call("score", file + "", "--data", csv + "", "--where", "minutes > 60");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.stdout().lines().toList())
        .hasSize(14)
        .element(3)
        .asString()
        .matches("row +minutes +cost +logp +percentile");
    assertThat(outcome.stderr()).contains("score: reading ").contains(" 0 s left");
  }

  @Test
  void columnsOfOtherNamesAreNamedAndMissingRowsDropped() throws IOException {
    Path other = dir.resolve("other.csv");
    Files.writeString(other, "zeit,preis\n70,1.5\n,2\n61,0.5\n");
    Outcome outcome =
        call(
            "score",
            file + "",
            "--data",
            other + "",
            "--columns",
            "zeit,preis",
            "--missing",
            "drop");
    assertThat(outcome.stdout())
        .startsWith("2 rows (1 with missing cells left out), mean log density ");
  }

  /** More rows than a block: cutting the table into blocks changes no bit. */
  @Test
  void rowsOfManyBlocksHaveTheBitsOfOne() throws IOException {
    Path large = Tables.csv(dir.resolve("large.csv"), 8_500);
    Path out = dir.resolve("scores.parquet");
    assertThat(call("score", file + "", "--data", large + "", "--out", out + "").code()).isZero();
    double[] logp = model.logDensity(Tables.read(large, COLUMNS), 0);
    assertThat(Tables.read(out, List.of("logp")).data).containsExactly(logp);
  }

  /** More rows than a block. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "tsv", "csv.gz"})
  void sampledScoredAndSampledAgainTheBitsAreTheSame(String ending) {
    Path synthetic = sampled("synthetic." + ending);
    assertThat(Tables.read(synthetic, COLUMNS).data).containsExactly(drawn.data);
    Path scored = dir.resolve("scored." + ending);
    assertThat(call("score", file + "", "--data", synthetic + "", "--out", scored + "").code())
        .isZero();
    DMatrixRMaj scores = Tables.read(scored, List.of("minutes", "cost", "logp"));
    assertThat(CommonOps_DDRM.extract(scores, 0, DRAWS, 0, 2).data).containsExactly(drawn.data);
    assertThat(CommonOps_DDRM.extractColumn(scores, 2, null).data).containsExactly(logpOfDrawn);
    assertThat(sampled("again." + ending)).hasSameBinaryContentAs(synthetic);
  }

  private Path sampled(String name) {
    Path out = dir.resolve(name);
    assertThat(call("sample", file + "", "-n", DRAWS + "", "--seed", "7", "--out", out + "").code())
        .isZero();
    return out;
  }

  @Test
  void theFirstRowsOfMoreAreTheRowsOfFewerAndMinutesAreWhole() throws IOException {
    List<String> few = call("sample", file + "", "-n", "5").stdout().lines().toList();
    List<String> more = call("sample", file + "", "-n", "70").stdout().lines().toList();
    assertThat(few).hasSize(6);
    assertThat(more.subList(0, 6)).isEqualTo(few);
    assertThat(few.get(0)).isEqualTo("minutes,cost");
    assertThat(few.subList(1, 6)).allMatch(line -> line.matches("-?\\d+,[-+.e\\d]+"));
    Path out = dir.resolve("s.csv");
    assertThat(call("sample", file + "", "-n", "70", "--out", out + "").stdout())
        .isEqualTo(out + ": 70 rows\n");
    assertThat(Files.readAllLines(out)).isEqualTo(more);
  }

  @Test
  void aModelFromTextWithoutAHeaderScoresSuchText() throws IOException {
    Path bare = dir.resolve("bare.csv");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) text.append(i * 0.37 % 1).append(',').append(i * i).append('\n');
    Files.writeString(bare, text);
    Path stored = dir.resolve("bare.safetensors");
    try (TableSource source = TableSource.open(bare.toString())) {
      assertThat(source.columns()).containsExactly("column0", "column1");
      ContinuousFlow flow =
          ContinuousFlow.of(Mlp.tanh(2, 4), Standardization.of(source.read().values()), 1);
      ModelFile.write(stored, new StoredModel(flow, source.columns(), Map.of(), Map.of()));
    }
    Outcome outcome = call("score", stored + "", "--data", bare + "");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.stdout()).startsWith("40 rows, ").doesNotContain("percentile");
  }

  /**
   * dx/dt = 10⁶ x decays within 10⁻⁶ on the way to the base: more steps than a solve may take, but
   * none for rows that rest at 0.
   */
  private Path stiff() {
    ContinuousFlow stiff =
        ContinuousFlow.of(new Mlp(1, List.of(), Activation.TANH), Standardization.identity(1), 1)
            .withParameters(new double[] {1e6, 0, 0});
    Path stored = dir.resolve("stiff.safetensors");
    ModelFile.write(stored, new StoredModel(stiff, List.of("x"), Map.of(), Map.of()));
    return stored;
  }

  @Test
  void aFailedSolveIsAStatusOfItsRowAlone() throws IOException {
    Path rows = Files.writeString(dir.resolve("x.csv"), "x\n0\n1\n0\n");
    Path out = dir.resolve("scores.csv");
    Outcome outcome = call("score", stiff() + "", "--data", rows + "", "--out", out + "");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.stdout()).startsWith(out + ": 3 rows, mean log density -1000000.9189 ± 0");
    assertThat(outcome.stderr().lines())
        .last()
        .isEqualTo(
            "advect: 1 of 3 rows has no log density: 1 step-limit (columns status and reason;"
                + " --strict refuses)");
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("x,logp,status,reason");
    assertThat(lines.get(1)).startsWith("0,-1000000.91").endsWith(",arrived,");
    assertThat(lines.get(2)).startsWith("1,,step-limit,\"the solve stopped at t=");
    assertThat(lines.get(3)).isEqualTo(lines.get(1));
  }

  @Test
  void strictNamesTheFirstRowThatFailedAndLeavesNoFile() throws IOException {
    Path rows = Files.writeString(dir.resolve("x.csv"), "x\n0\n1\n0\n2\n");
    Path out = dir.resolve("scores.csv");
    Outcome outcome =
        call("score", stiff() + "", "--data", rows + "", "--out", out + "", "--strict");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.stderr().lines())
        .last()
        .asString()
        .startsWith("advect: row 2 of " + rows + " has no log density: the solve stopped at t=")
        .endsWith("(--tolerance, --precision float64) (and 1 more after it)");
    assertThat(out).doesNotExist();
  }

  @Test
  void strictNamesTheFirstBadCell() throws IOException {
    Path rows = Files.writeString(dir.resolve("x.csv"), "minutes,cost\n70,1\n60.5,1\n70,NA\n");
    Outcome outcome = call("score", file + "", "--data", rows + "", "--strict");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.stderr().lines())
        .last()
        .asString()
        .startsWith(
            "advect: row 2 of " + rows + " has no log density: column 'minutes': found 60.5")
        .endsWith(" (and 1 more after it)");
  }

  /** Every kind of bad cell among good rows, which keep their bits. */
  @Test
  void everyRowIsWrittenWithAStatusAndGoodRowsKeepTheirBits() throws IOException {
    DMatrixRMaj values = Tables.read(csv, COLUMNS);
    double[] logp = model.logDensity(values, 0);
    List<String> lines = new ArrayList<>(Files.readAllLines(csv));
    Map<Integer, String> bad =
        Map.of(
            1,
            "a,,1",
            7,
            "a,NA,1",
            8,
            "a,abc,1",
            20,
            "a,inf,1",
            21,
            "a,1e999,1",
            40,
            "a,70,-3",
            41,
            "a,1e308,1");
    bad.forEach((line, text) -> lines.set(line, text));
    Path hostile = Files.write(dir.resolve("hostile.csv"), lines);
    Path out = dir.resolve("scores.csv");
    Outcome outcome = call("score", file + "", "--data", hostile + "", "--out", out + "");
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    List<String> written = Files.readAllLines(out);
    assertThat(written).hasSameSizeAs(lines);
    Map<Integer, String> expected =
        Map.of(
            1,
            "missing",
            7,
            "missing",
            8,
            "not-a-number",
            20,
            "not-finite",
            21,
            "not-finite",
            40,
            "out-of-support",
            41,
            "out-of-support");
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = written.get(i).split(",", 7);
      if (!bad.containsKey(i)) {
        assertThat(Double.parseDouble(cells[3])).isEqualTo(logp[i - 1]);
        assertThat(cells[5]).isEqualTo("arrived");
        assertThat(cells[6]).isEmpty();
      } else {
        assertThat(cells[3]).as(written.get(i)).isEmpty();
        assertThat(cells[4]).isEmpty();
        assertThat(cells[5]).as(written.get(i)).isEqualTo(expected.get(i));
        assertThat(cells[6]).contains("column '").contains("': found ");
      }
    }
  }

  @Test
  void errorBarsStandBesideTheSameScores() throws IOException {
    Path out = dir.resolve("scores.csv");
    Outcome outcome =
        call("score", file + "", "--data", csv + "", "--error-bars", "--out", out + "");
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    DMatrixRMaj scores = Tables.read(out, List.of("logp", "logp_error"));
    double[] logp = model.logDensity(Tables.read(csv, COLUMNS), 0);
    for (int i = 0; i < ROWS; i++) {
      assertThat(scores.get(i, 0)).isEqualTo(logp[i]);
      assertThat(scores.get(i, 1)).isBetween(1e-7, 1e-2);
    }
  }

  @Test
  void aToleranceThatFloat32CannotTellIsSolvedInFloat64() throws IOException {
    String[] fine = {"score", file + "", "--data", csv + "", "--tolerance", "1e-9"};
    Outcome outcome = call(fine);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.stderr())
        .contains(
            "advect: dopri5, tolerance 1e-09: finer than float32 can tell, so evaluated in float64");
    String[] refused = Arrays.copyOf(fine, fine.length + 2);
    refused[fine.length] = "--precision";
    refused[fine.length + 1] = "float32";
    outcome = call(refused);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.stderr())
        .contains("ask for a --tolerance of 5.0E-7 or more, or leave out --precision");
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
