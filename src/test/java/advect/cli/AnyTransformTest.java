package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import advect.cli.Tables.Outcome;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.flow.transform.Affine;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.Planar;
import advect.flow.transform.Transform;
import advect.kernel.Activation;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.model.TableModel;
import advect.parallel.Parallelism;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands take models of any transform, or say what they need. */
class AnyTransformTest {
  private static final List<String> COLUMNS = List.of("minutes", "cost");
  private static final Transform CHAIN =
      Chain.of(
          Affine.diagonal(new double[] {70, 1}, new double[] {14, 2}),
          new Ode(Mlp.tanh(2, 4), FlowSettings.DEFAULT.ode()).inverse(),
          Chain.repeat(new Planar(2), 3).inverse());

  @TempDir private Path dir;
  private Path csv;
  private Path file;

  @BeforeEach
  void rows() throws IOException {
    csv = Tables.csv(dir.resolve("t.csv"), 200);
    file = dir.resolve("m.safetensors");
  }

  private void write(Transform transform) {
    write(new StandardNormal(2), transform);
  }

  private void write(Base base, Transform transform) {
    Flow flow = new Flow(base, transform, Standardization.identity(2));
    double[] theta = flow.initialParameters(new Random(1));
    write(new FlowDensity(flow, theta, Parallelism.DEFAULT));
  }

  private void write(FlowDensity density) {
    ModelFile.write(file, new StoredModel(density, COLUMNS, Map.of(), Map.of()));
  }

  /** A planar map of two dimensions has 5 parameters: w, u and b. */
  @Test
  void infoCountsTheBase() {
    write(StudentT.of(3, 4), new Planar(2));
    assertThat(Tables.call("info", file + "").stdout())
        .contains("base          student-t, 2 parameters\n")
        .contains("parameters    7\n");
    write(StudentT.of(3, 4).fixed(), new Planar(2));
    assertThat(Tables.call("info", file + "").stdout())
        .contains("base          student-t, fixed\n")
        .contains("parameters    5\n");
  }

  @Test
  void rowsAreScoredAndSampled() throws IOException {
    write(CHAIN);
    TableModel model = TableModel.read(file);
    Path scores = dir.resolve("s.parquet");
    String call = "score %s --data %s --out %s".formatted(file, csv, scores);
    assertThat(Tables.call(call.split(" ")).code()).isZero();
    assertThat(Tables.read(scores, List.of("logp")).data)
        .containsExactly(model.logDensity(Tables.read(csv, COLUMNS), 0));
    Path samples = dir.resolve("x.parquet");
    call = "sample %s -n 70 --seed 3 --out %s".formatted(file, samples);
    assertThat(Tables.call(call.split(" ")).code()).isZero();
    assertThat(Tables.read(samples, COLUMNS).data)
        .containsExactly(model.sampleBlock(0, 70, 3).data);
    call = "plot %s --data %s --out %s".formatted(file, csv, dir.resolve("plots"));
    Outcome plotted = Tables.call(call.split(" "));
    assertThat(plotted.code()).as(plotted.stderr()).isZero();
    assertThat(plotted.stdout()).contains("density.png");
  }

  /** Its field is what a continuous flow is told by, and any other by its transform. */
  @Test
  void infoTellsTheTransform() throws IOException {
    write(CHAIN);
    String told = "chain of 1 affine; 1 ode of mlp, 2 dimensions, hidden layers [4], tanh; ";
    assertThat(Tables.call("info", file + "").stdout())
        .contains("transform     " + told + "1 chain of 3 planar\n")
        .contains("parameters    43\n") // 4 · (2 + 1 + 1) and 2 · (4 + 1 + 1) of the field, 3 · 5
        .doesNotContain("field");
    String json = Tables.call("info", file + "", "--json").stdout();
    assertThat(new ObjectMapper().readTree(json).get("transform").asText()).startsWith(told);
    write(new Planar(2).inverse());
    assertThat(Tables.call("info", file + "").stdout())
        .contains("transform     inverse of planar\n");
  }

  @Test
  void conditionalDensitiesAreRefusedByAllThatHaveRowsAlone() {
    Mlp field = new Mlp(2, List.of(4), Activation.TANH, TimeInput.JOINED, 3);
    write(new Ode(field, FlowSettings.DEFAULT.ode()));
    for (String call : List.of("score M --data T", "sample M -n 3", "plot M --data T")) {
      String words = call.replace("M", file + "").replace("T", csv + "");
      Outcome outcome = Tables.call(words.split(" "));
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.stderr())
          .isEqualTo(
              "advect: The model's density is conditional: it needs a context of 3 numbers with"
                  + " each row, which a table of its columns does not tell; in a program give them"
                  + " to StoredModel.density.\n");
    }
    assertThat(Tables.call("info", file + "").stdout()).contains("field         mlp, 2 dim");
  }

  /** w = 0 in the only part: no row has a value. */
  @Test
  void rowsWithoutAValueAreNamed() throws IOException {
    Flow flow = new Flow(new StandardNormal(2), new Planar(2));
    write(new FlowDensity(flow, new double[] {1, 1, 0, 0, 0.5}, Parallelism.DEFAULT));
    Path out = dir.resolve("s.csv");
    Outcome outcome = Tables.call("score", file + "", "--data", csv + "", "--out", out + "");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.stderr()).contains("rows have no log density: ").contains(" not-finite (");
    assertThat(Files.readAllLines(out).get(1)).endsWith(",,not-finite,the map has no value there");
  }
}
