package advect.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.Python;
import advect.data.prepare.ColumnOptions;
import advect.data.prepare.Dequantization;
import advect.data.prepare.LinearMode;
import advect.data.prepare.Preprocessing;
import advect.data.prepare.PreprocessingOptions;
import advect.data.prepare.TransformChoice;
import advect.data.table.SourceOptions;
import advect.data.table.TableSource;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model file means the same to another program: NumPy, reading nothing but the file. Runs where
 * Python has numpy and safetensors.
 */
class PythonAgreementTest {
  private static final String SCRIPT = Path.of("experiments", "python", "score.py").toString();
  private static final int ROWS = 40;

  private static final List<String> LEVELS = List.of("a", "b, c", "d");

  /** One column of each kind. */
  private static final Map<String, ColumnOptions> KINDS =
      Map.ofEntries(
          entry("hour", ColumnOptions.of(TransformChoice.HISTOGRAM)),
          entry("heavy", ColumnOptions.of(TransformChoice.NORMAL).continuous()),
          entry("uneven", ColumnOptions.of(TransformChoice.COUNTED)),
          entry("real", ColumnOptions.of(TransformChoice.IDENTITY).continuous()),
          entry("whole, \"quoted\"", ColumnOptions.of(TransformChoice.IDENTITY)),
          entry("quarters", ColumnOptions.of(TransformChoice.IDENTITY)),
          entry("skewed", ColumnOptions.of(TransformChoice.LOG).continuous()),
          entry("cents", ColumnOptions.of(TransformChoice.LOG)),
          entry("share", ColumnOptions.bounded(0, 1).continuous()),
          entry("percent", ColumnOptions.bounded(0, 100)),
          entry("kind", ColumnOptions.categories(LEVELS)));

  /**
   * The program halves its steps until nothing changes by 1e-8, this side solves at 1e-11, and both
   * take the same formulas in float64.
   */
  private static final double AGREEMENT = 1e-6;

  @TempDir private Path dir;

  @BeforeEach
  void python() throws Exception {
    assumeTrue(new Python(dir).canReadModels(), "needs numpy and safetensors");
  }

  private static double cell(String column, Random random) {
    return switch (column) {
      case "real" -> 1e3 + 7 * random.nextGaussian();
      case "heavy" -> Math.tan(1.57 * (2 * random.nextDouble() - 1));
      case "quarters" -> 0.1 + 0.25 * random.nextInt(30);
      case "skewed" -> Math.exp(2 * random.nextGaussian());
      case "cents" -> random.nextInt(400) / 100.0;
      case "share" -> random.nextDouble();
      case "uneven" ->
          Math.rint(random.nextInt(3) > 0 ? 10 * random.nextInt(5) : 70 * random.nextGaussian());
      case "percent" -> random.nextInt(101);
      case "rain" -> random.nextInt(3) > 0 ? 0 : -Math.log(1 - random.nextDouble());
      case "capped" -> Math.min(Math.max(random.nextGaussian(), -1), 1);
      case "spiked" -> random.nextInt(3) > 0 ? random.nextGaussian() : 0.5 + random.nextInt(2);
      case "price" -> random.nextInt(3) > 0 ? 0 : random.nextInt(100_000) / 100.0;
      case "hour" -> random.nextInt(4) > 0 ? 6 * random.nextInt(4) : random.nextInt(24);
      default -> Math.rint(20 * random.nextGaussian());
    };
  }

  static Stream<String> kinds() {
    return KINDS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindOfColumn(String kind) throws Exception {
    assertAgrees(List.of(kind), LinearMode.STANDARDIZE, Activation.TANH);
  }

  /** Of 400 rows, so that rounded columns have a hundred values. */
  @ParameterizedTest
  @ValueSource(strings = {"rain", "capped", "spiked", "price", "kind capped rain"})
  void everyKindOfAtoms(String kinds) throws Exception {
    List<String> columns = List.of(kinds.split(" ", -1));
    Path csv = table(columns, 400);
    StoredModel model = model(csv, columns, LinearMode.STANDARDIZE, Activation.TANH);
    assertThat(model.preprocessing().toString()).contains("atoms");
    assertThat(theirs(model, csv)).containsExactly(ours(csv), within(AGREEMENT));
  }

  @ParameterizedTest
  @EnumSource
  void everyLinearMap(LinearMode mode) throws Exception {
    assertAgrees(kinds().toList(), mode, Activation.SOFTPLUS);
  }

  @ParameterizedTest
  @EnumSource
  void everyActivation(Activation activation) throws Exception {
    assertAgrees(List.of("skewed", "percent"), LinearMode.WHITEN, activation);
  }

  /** Under a flow with random weights: a density as good as any to be exact about. */
  private void assertAgrees(List<String> columns, LinearMode mode, Activation activation)
      throws Exception {
    Path csv = table(columns);
    StoredModel model = model(csv, columns, mode, activation);
    assertThat(theirs(model, csv)).containsExactly(ours(csv), within(AGREEMENT));
  }

  /** Log densities there are some -1e5, and agree by the same share of themselves. */
  @ParameterizedTest
  @CsvSource({"hour, 9999, -999, 3000", "heavy, -1e9, 3e4, 1e12", "uneven, -9999, 31, 1e6"})
  void farFromTheRows(String kind, double one, double two, double three) throws Exception {
    List<String> columns = List.of(kind);
    StoredModel model = model(table(columns), columns, LinearMode.STANDARDIZE, Activation.TANH);
    String rows = "%s%n%s%n%s%n%s%n".formatted(kind, one, two, three);
    Path far = Files.writeString(dir.resolve("far.csv"), rows);
    double[] theirs = theirs(model, far);
    double[] ours = ours(far);
    for (int i = 0; i < 3; i++) {
      assertThat(theirs[i]).isCloseTo(ours[i], within(AGREEMENT * Math.abs(ours[i])));
    }
  }

  private static StoredModel model(
      Path csv, List<String> columns, LinearMode mode, Activation activation) {
    PreprocessingOptions options = PreprocessingOptions.DEFAULT.with(mode).withAtoms(true);
    for (String column : columns) {
      options = options.with(column, KINDS.getOrDefault(column, ColumnOptions.DEFAULT));
    }
    DMatrixRMaj rows = read(csv, columns);
    Preprocessing preprocessing = Preprocessing.fit(columns, rows, options);
    DMatrixRMaj points = preprocessing.encode(rows, Dequantization.uniform(1, 0)).points();
    Mlp field = new Mlp(points.numCols, List.of(9, 7), activation, TimeInput.JOINED);
    return new StoredModel(
        wild(field, Standardization.of(points)), columns, preprocessing.tree(), Map.of());
  }

  @Test
  void withoutPreprocessingAndTime() throws Exception {
    List<String> columns = List.of("real", "skewed");
    Path csv = table(columns);
    Mlp field = new Mlp(2, List.of(6), Activation.TANH, TimeInput.NONE);
    Standardization scale = Standardization.of(new double[] {1e3, 2}, new double[] {7, 30});
    StoredModel model = new StoredModel(wild(field, scale), columns, Map.of(), Map.of());
    assertThat(theirs(model, csv)).containsExactly(ours(csv), within(AGREEMENT));
  }

  /** A number is better missing than wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"60.5,1", "60,0", "60,-1", "60,nan"})
  void valuesThatAColumnCannotHaveHaveNoLogDensity(String row) throws Exception {
    Path csv = Tables.csv(dir.resolve("t.csv"), 100);
    Path model = dir.resolve("m.safetensors");
    Tables.model(model, csv);
    Path good = Files.writeString(dir.resolve("good.csv"), "minutes,cost\n60,1\n");
    assertThat(run(SCRIPT, model.toString(), good.toString())).isZero();
    Path bad = Files.writeString(dir.resolve("bad.csv"), "minutes,cost\n60,1\n" + row + "\n");
    assertThat(run(SCRIPT, model.toString(), bad.toString())).isEqualTo(1);
    assertThat(dir.resolve("out")).isEmptyFile();
    assertThat(Files.readString(dir.resolve("err")))
        .endsWith("row 2 has a value that its column cannot have\n");
  }

  @Test
  void theProgramOfTheReadme() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    Matcher program = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(program.find()).isTrue();
    assertThat(program.group(1).lines().filter(line -> !line.isBlank()).count())
        .isLessThanOrEqualTo(20);
    assertThat(run("-c", program.group(1))).isZero();
    double[] theirs = numbers(Files.readString(dir.resolve("out")));
    Matcher points = Pattern.compile("np\\.array\\(\\[\\[(.*?)]]\\)").matcher(program.group(1));
    assertThat(points.find()).isTrue();
    DMatrixRMaj x = DMatrixRMaj.wrap(3, 2, numbers(points.group(1)));
    ContinuousFlow flow =
        ModelFile.read(Path.of("results", "two-moons", "model.safetensors")).flow();
    FlowSettings settings =
        FlowSettings.DEFAULT
            .withPrecision(Precision.FLOAT64)
            .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-11)));
    assertThat(theirs).containsExactly(flow.with(settings).logDensity(x), within(AGREEMENT));
  }

  private static double[] numbers(String text) {
    return Pattern.compile("[^-.e\\d]+")
        .splitAsStream(text)
        .filter(word -> !word.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static ContinuousFlow wild(Mlp field, Standardization scale) {
    ContinuousFlow flow = ContinuousFlow.of(field, scale, 1);
    Random random = new Random(3);
    double[] theta = new double[flow.parameters().length];
    for (int i = 0; i < theta.length; i++) theta[i] = 0.3 * random.nextGaussian();
    return flow.withParameters(theta);
  }

  /** With a column of text, and the others in another order than the model's. */
  private Path table(List<String> columns) throws IOException {
    return table(columns, ROWS);
  }

  private Path table(List<String> columns, int rows) throws IOException {
    Random random = new Random(2);
    StringBuilder header = new StringBuilder("text");
    for (int j = columns.size() - 1; j >= 0; j--) {
      header.append(',').append(quoted(columns.get(j)));
    }
    StringBuilder csv = header.append('\n');
    for (int i = 0; i < rows; i++) {
      csv.append("\"a, b\"");
      for (int j = columns.size() - 1; j >= 0; j--) {
        String column = columns.get(j);
        csv.append(',');
        if (column.equals("kind")) csv.append(quoted(LEVELS.get(random.nextInt(3))));
        else csv.append(cell(column, random));
      }
      csv.append('\n');
    }
    return Files.writeString(dir.resolve("t.csv"), csv);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static DMatrixRMaj read(Path csv, List<String> columns) {
    SourceOptions options = SourceOptions.ALL.withColumns(columns);
    if (columns.contains("kind")) options = options.withCategories(Map.of("kind", LEVELS));
    try (TableSource source = TableSource.open(csv.toString(), options)) {
      return source.read().values();
    }
  }

  private double[] theirs(StoredModel model, Path csv) throws Exception {
    Path file = dir.resolve("m.safetensors");
    ModelFile.write(file, model);
    assertThat(run(SCRIPT, file.toString(), csv.toString())).isZero();
    return numbers(Files.readString(dir.resolve("out")));
  }

  private double[] ours(Path csv) {
    String out = dir.resolve("scores.parquet").toString();
    String call = "score %s --data %s --precision float64 --tolerance 1e-11 --out %s";
    String words = call.formatted(dir.resolve("m.safetensors"), csv, out);
    assertThat(Tables.call(words.split(" ")).code()).isZero();
    return Tables.read(Path.of(out), List.of("logp")).data;
  }

  private int run(String... args) throws InterruptedException {
    return new Python(dir).run(args);
  }
}
