package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.field.composed.HyperField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.file.FileException;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Affine;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.Planar;
import advect.flow.transform.Radial;
import advect.flow.transform.Transform;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.numeric.NumericalException;
import advect.parallel.Parallelism;
import advect.safetensors.FileFormat;
import advect.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredTransformsTest {
  private static final Affine AFFINE =
      Affine.of(new double[] {0.3, -7}, new DMatrixRMaj(2, 2, true, 2, 1 / 3.0, 0.1, -3));

  private static final Standardization UNITS =
      Standardization.of(new double[] {1, -2}, new double[] {0.5, 3});

  private static final List<String> COLUMNS = List.of("a", "b");

  /** Two evaluations that share nothing but the density. */
  private static final List<FlowSettings> SETTINGS =
      List.of(
          FlowSettings.DEFAULT,
          FlowSettings.DEFAULT
              .withPrecision(Precision.FLOAT64)
              .withTrace(new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER)));

  @TempDir private Path dir;

  @BeforeAll
  static void register() {
    StorableTypes.TRANSFORMS.register(Shift.TYPE);
  }

  static List<Transform> transforms() {
    Mlp conditional = new Mlp(2, List.of(3), Activation.SILU, TimeInput.JOINED, 3);
    Ode ode = new Ode(Mlp.tanh(2, 4), FlowSettings.DEFAULT.ode());
    Ode back =
        new Ode(new ConcatSquash(2, List.of(3), Activation.TANH), 1.5, -0.25, ode.settings());
    Chain deep = Chain.repeat(new Planar(2), 3);
    return List.of(
        AFFINE,
        AFFINE.inverse(),
        new Planar(2),
        new Planar(2).inverse(),
        new Radial(2),
        new Radial(2).inverse(),
        new Planar(2, true),
        new Radial(2, true).inverse(),
        new Shift(2, 1),
        back,
        ode.inverse(),
        new Ode(conditional, 0, 1.125, ode.settings()),
        new Chain(2, List.of(), false, false),
        deep.inverse(),
        Chain.repeat(new Radial(2, true), 2),
        Chain.of(AFFINE, ode, new Radial(2), deep, new Shift(2, -1), back),
        Chain.of(new Planar(2, true), new Ode(Mlp.tanh(2, 3), ode.settings())).inverse());
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void densitiesHaveTheSameBits(Transform transform) {
    FlowDensity density = density(transform);
    ModelFile.requireStorable(density.flow());
    FlowDensity back = written(density);
    assertThat(back.parameters()).isEqualTo(density.parameters());
    assertThat(back.flow().transform()).hasToString(transform.toString());
    DMatrixRMaj x = draws(40, 2, 5);
    DMatrixRMaj c = draws(density.contextDim() == 0 ? 0 : 40, density.contextDim(), 6);
    for (FlowSettings settings : SETTINGS) {
      FlowDensity ours = density.with(settings);
      FlowDensity theirs = back.with(settings);
      assertThat(theirs.logDensity(x, c)).isEqualTo(ours.logDensity(x, c));
      if (density.contextDim() > 0) {
        assertThat(theirs.sample(c, 3).data).isEqualTo(ours.sample(c, 3).data);
      } else {
        assertThat(theirs.sampleBlock(0, 9, 3).data).isEqualTo(ours.sampleBlock(0, 9, 3).data);
        assertThat(theirs.encode(x).data).isEqualTo(ours.encode(x).data);
      }
    }
    ModelFile.write(dir.resolve("again"), model(back));
    assertThat(dir.resolve("again")).hasSameBinaryContentAs(dir.resolve("m"));
  }

  /** Programs that know fields and bases alone say so at the first word. */
  @Test
  void onlyOtherTransformsNeedTheThirdVersion() {
    FileFormat second = new FileFormat("advect-model", List.of(UnaryOperator.identity()));
    written(density(new Ode(Mlp.tanh(2, 4), 0, 0.5, FlowSettings.DEFAULT.ode())));
    assertThat(second.read(dir.resolve("m")).word("format_version")).isEqualTo("2");
    written(density(new Ode(Mlp.tanh(2, 4), 0, 1.5, FlowSettings.DEFAULT.ode())));
    assertThatThrownBy(() -> second.read(dir.resolve("m")))
        .hasMessageContaining("has format_version 3, and this Advect reads up to 2");
  }

  @Test
  void onlyAnOdeFromTimeZeroIsAContinuousFlow() {
    Ode ode = new Ode(Mlp.tanh(2, 4), 0, 0.5, FlowSettings.DEFAULT.ode());
    FlowDensity density = density(ode);
    assertThat(model(density).flow().end()).isEqualTo(0.5);
    DMatrixRMaj x = draws(5, 2, 5);
    assertThat(model(density).flow().logDensity(x)).isEqualTo(density.logDensity(x));
    StoredModel other = model(density(Chain.of(ode)));
    assertThatThrownBy(other::flow)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a continuous flow is an Ode from time 0 to 1 or before")
        .hasMessageEndingWith("take the density itself");
  }

  /** Also inside of a chain, and before anything is trained. */
  @Test
  void unregisteredTransformsAreRefusedWithTheCallThatRegistersThem() {
    Transform mine = new Unregistered(new Shift(2, 1));
    String sentence =
        "a transform of type %s cannot be stored; first call StorableTypes.TRANSFORMS.register("
            + "new StorableType<>(name, Unregistered.class, write, read))";
    for (Transform map : List.of(mine, Chain.of(new Planar(2), mine))) {
      Flow flow = new Flow(new StandardNormal(2), map);
      assertThatThrownBy(() -> ModelFile.requireStorable(flow))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(sentence.formatted(Unregistered.class.getName()));
    }
    Ode hyper = new Ode(new HyperField(2, 3, List.of(4)), FlowSettings.DEFAULT.ode());
    Flow flow = new Flow(new StandardNormal(2), Chain.of(hyper));
    assertThatThrownBy(() -> ModelFile.requireStorable(flow))
        .hasMessageContaining("StorableTypes.FIELDS.register");
  }

  /** A chain of maps each of which is a list of its own is no deeper than its file may be. */
  @Test
  void chainsThatAreTooDeepAreRefusedBeforeTraining() {
    Transform deep = new Radial(2);
    for (int i = 0; i < 40; i++) deep = Chain.of(deep);
    Flow flow = new Flow(new StandardNormal(2), deep);
    assertThatThrownBy(() -> ModelFile.requireStorable(flow))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is nested too deeply");
  }

  @Test
  void contentsThatMakeNoTransformAreASentence() {
    assertRefused("planar", "pl", "transform.parts[2].type is pl, which this Advect does not know");
    assertRefused("\"dim\":2,\"amor", "\"dim\":3,\"amor", "part 3 of the chain has 3 dimensions");
    assertRefused("\"dim\":2,\"parts", "\"dim\":1,\"parts", "part 1 of the chain has 2 dimensions");
    assertRefused("\"amortized\":false", "\"amortized\":0", "amortized: found '0', expected true");
    assertRefused("\"amortized\":false", "\"amortized\":true", "has tensors of neither");
    assertRefused(
        "\"from\":0.0", "\"from\":\"now\"", "from: found 'now', expected a finite number");
    assertRefused("\"shift\":[0.3,-7.0]", "\"shift\":[1]", "matrix: found '[2.0,");
    assertRefused("-3.0", "0.016666666666666666", "the matrix of an affine map has no inverse");
    assertRefused("\"of\":{\"type\":\"radial\"", "\"of\":{\"type\":\"of\"", "type is of, which");
    assertRefused(
        "{\"type\":\"chain\"", "{\"more\":1,\"type\":\"chain\"", "found 'more', expected");
    assertRefused(",\"base\"", ",\"end\":1,\"base\"", "flow: found 'end', expected no keys but");
    assertRefused(
        "\"hidden\":[4]", "\"hidden\":[2000000000]", "layers.0.weight has shape [4, 2], expected");
  }

  /** With a part of each kind, of which one key is changed. */
  private void assertRefused(String old, String changed, String sentence) {
    Ode ode = new Ode(Mlp.tanh(2, 4), FlowSettings.DEFAULT.ode());
    written(density(Chain.of(AFFINE, ode, new Planar(2), new Radial(2).inverse())));
    Safetensors good = Safetensors.read(dir.resolve("m"));
    Map<String, String> words = new LinkedHashMap<>(good.metadata());
    words.remove("checksum");
    String flow = good.word("flow");
    assertThat(flow).contains(old);
    words.put("flow", flow.replaceFirst(java.util.regex.Pattern.quote(old), changed));
    Path bad = dir.resolve("bad");
    new FileFormat("advect-model", Collections.nCopies(2, UnaryOperator.identity()))
        .write(bad, good.withMetadata(words));
    assertThatThrownBy(() -> ModelFile.read(bad))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(bad + ": cannot be used: ")
        .hasMessageContaining(sentence);
  }

  /** w = 0, for which a planar map has no value. */
  @Test
  void rowsWithoutAValueAreNotScored() {
    Flow flow = new Flow(new StandardNormal(2), new Planar(2));
    FlowDensity density =
        written(new FlowDensity(flow, new double[] {1, 1, 0, 0, 0.5}, Parallelism.DEFAULT));
    assertThatThrownBy(() -> density.logDensity(draws(3, 2, 5)))
        .isInstanceOf(NumericalException.class)
        .hasMessageStartingWith("rows 1, 2 and 3 could not be moved: the map has no value there");
  }

  private FlowDensity written(FlowDensity density) {
    ModelFile.write(dir.resolve("m"), model(density));
    return (FlowDensity) ModelFile.read(dir.resolve("m")).density();
  }

  private static StoredModel model(FlowDensity density) {
    return new StoredModel(density, COLUMNS, Map.of(), Map.of());
  }

  /** From a base that learns, in units of its own, with a context in units of its own. */
  private static FlowDensity density(Transform transform) {
    Flow flow = new Flow(new StudentT(2), transform, UNITS);
    double[] theta = flow.initialParameters(new Random(3));
    double[] shifts = new Random(4).doubles(transform.contextDim(), -1, 1).toArray();
    double[] scales = new Random(5).doubles(transform.contextDim(), 1, 2).toArray();
    return new FlowDensity(flow, theta, Parallelism.DEFAULT)
        .withContextUnits(Standardization.of(shifts, scales));
  }

  private static DMatrixRMaj draws(int rows, int columns, long seed) {
    DMatrixRMaj draws = new DMatrixRMaj(rows, columns);
    Random random = new Random(seed);
    for (int i = 0; i < draws.getNumElements(); i++) draws.data[i] = random.nextGaussian();
    return draws;
  }
}
