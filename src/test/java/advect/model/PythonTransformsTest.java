package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.Python;
import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.Density;
import advect.flow.Ensemble;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.Planar;
import advect.flow.transform.Transform;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Transforms mean the same to NumPy, or it says which it does not know. Runs where Python has numpy
 * and safetensors.
 */
class PythonTransformsTest {
  private static final String SCRIPT = Path.of("experiments", "python", "score.py").toString();

  /** The program halves its steps until nothing changes by 1e-8, this side solves at 1e-11. */
  private static final double AGREEMENT = 1e-6;

  private static final FlowSettings TIGHT =
      FlowSettings.DEFAULT
          .withPrecision(Precision.FLOAT64)
          .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-11)));

  @TempDir private Path dir;
  private Python python;

  @BeforeEach
  void python() throws Exception {
    python = new Python(dir);
    assumeTrue(python.canReadModels(), "needs numpy and safetensors");
    StorableTypes.FIELDS.register(ForeignField.TYPE);
    StorableTypes.BASES.register(Laplace.TYPE);
    StorableTypes.TRANSFORMS.register(Shift.TYPE);
  }

  /** Those without a context that are the library's own. */
  static Stream<Transform> transforms() {
    return StoredTransformsTest.transforms().stream()
        .filter(map -> map.contextDim() == 0 && !map.toString().contains("Shift"));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void logDensitiesAgree(Transform transform) throws Exception {
    DMatrixRMaj x = points();
    FlowDensity density = written(new StudentT(2), transform);
    assertThat(score()).as(err()).isZero();
    assertThat(python.numbers())
        .containsExactly(density.with(TIGHT).logDensity(x), within(AGREEMENT));
  }

  /** Members of an ensemble have units of their own. */
  @Test
  void ensemblesAgree() throws Exception {
    DMatrixRMaj x = points();
    Ode ode = new Ode(Mlp.tanh(2, 3), FlowSettings.DEFAULT.ode());
    FlowDensity one = written(new StudentT(2), ode);
    Flow flow = new Flow(new StudentT(2), ode, Standardization.identity(2));
    double[] theta = one.parameters();
    for (int i = 0; i < theta.length; i++) theta[i] *= 1.5;
    FlowDensity other = new FlowDensity(flow, theta, Parallelism.DEFAULT);
    Density both = Ensemble.of(List.of(one, other));
    ModelFile.write(
        dir.resolve("m.safetensors"), new StoredModel(both, List.of("a", "b"), Map.of(), Map.of()));
    assertThat(score()).as(err()).isZero();
    assertThat(python.numbers()).containsExactly(both.with(TIGHT).logDensity(x), within(AGREEMENT));
  }

  /** Of several kinds, one of which counts more. */
  @Test
  void weightedMembersAgree() throws Exception {
    DMatrixRMaj x = points();
    FlowDensity one = written(new StudentT(2), new Ode(Mlp.tanh(2, 3), FlowSettings.DEFAULT.ode()));
    FlowDensity other = written(new StandardNormal(2), Chain.of(new Planar(2)));
    Density both = new Ensemble(List.of(one, other), List.of(0.2, 0.8));
    ModelFile.write(
        dir.resolve("m.safetensors"), new StoredModel(both, List.of("a", "b"), Map.of(), Map.of()));
    assertThat(score()).as(err()).isZero();
    assertThat(python.numbers()).containsExactly(both.with(TIGHT).logDensity(x), within(AGREEMENT));
  }

  @Test
  void whatItDoesNotKnowIsASentence() throws Exception {
    points();
    VectorField foreign = new ForeignField(3, List.of(0.5));
    Ode plain = new Ode(Mlp.tanh(2, 3), FlowSettings.DEFAULT.ode());
    Mlp conditional = new Mlp(2, List.of(3), Activation.TANH, TimeInput.JOINED, 1);
    written(new StandardNormal(2), Chain.of(new Planar(2), new Shift(2, 1)));
    assertRefused("the model's transform is of type shift, which score.py does not know; ");
    written(new StandardNormal(2), new Ode(foreign, plain.settings()));
    assertRefused("the model's field is of type foreign, which score.py does not know; ");
    written(new StandardNormal(2), Chain.of(new Ode(foreign, plain.settings())));
    assertRefused("the model's field is of type foreign, which score.py does not know; ");
    written(new Laplace(2), plain);
    assertRefused("the model's base is of type laplace, which score.py does not know; ");
    String context = "the model is conditional: it needs a context with each row, which score.py";
    written(new StandardNormal(2), new Ode(conditional, plain.settings()));
    assertRefused(context);
    written(new StandardNormal(2), Chain.repeat(new Planar(2, true), 2));
    assertRefused(context);
  }

  /** w = 0, for which a planar map has no value. */
  @Test
  void rowsWithoutAValueAreNamed() throws Exception {
    points();
    Flow flow = new Flow(new StandardNormal(2), new Planar(2));
    written(new FlowDensity(flow, new double[] {1, 1, 0, 0, 0.5}, Parallelism.DEFAULT));
    assertThat(score()).isEqualTo(1);
    assertThat(err())
        .endsWith("row 1 has no log density: the model's transform has no value there\n");
  }

  private void assertRefused(String sentence) throws Exception {
    assertThat(score()).isEqualTo(1);
    assertThat(err()).startsWith(sentence).hasLineCount(1);
    assertThat(dir.resolve("out")).isEmptyFile();
  }

  private int score() throws Exception {
    return python.run(
        SCRIPT, dir.resolve("m.safetensors").toString(), dir.resolve("t.csv").toString());
  }

  private String err() throws Exception {
    return Files.readString(dir.resolve("err"));
  }

  /** Near and some way out. */
  private DMatrixRMaj points() throws Exception {
    DMatrixRMaj x = DMatrixRMaj.wrap(30, 2, new Random(2).doubles(60, -4, 4).toArray());
    StringBuilder csv = new StringBuilder("a,b\n");
    for (int i = 0; i < 30; i++)
      csv.append(x.get(i, 0)).append(',').append(x.get(i, 1)).append('\n');
    Files.writeString(dir.resolve("t.csv"), csv);
    return x;
  }

  private FlowDensity written(Base base, Transform transform) {
    Standardization units = Standardization.of(new double[] {1, -2}, new double[] {0.5, 3});
    Flow flow = new Flow(base, transform, units);
    double[] theta = flow.initialParameters(new Random(3));
    return written(new FlowDensity(flow, theta, Parallelism.DEFAULT));
  }

  private FlowDensity written(FlowDensity density) {
    ModelFile.write(
        dir.resolve("m.safetensors"),
        new StoredModel(density, List.of("a", "b"), Map.of(), Map.of()));
    return density;
  }
}
