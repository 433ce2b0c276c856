package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.file.FileException;
import advect.flow.ContinuousFlow;
import advect.flow.Density;
import advect.flow.Ensemble;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.flow.transform.Chain;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.parallel.Parallelism;
import advect.safetensors.FileFormat;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  private static final Map<String, Object> CARD =
      Map.of("test", Map.of("nll", 0.1), "provenance", Map.of("seed", 7L));

  private static final FileFormat ANY_VERSION =
      new FileFormat("advect-model", Collections.nCopies(4, UnaryOperator.identity()));

  @TempDir private Path dir;

  static List<VectorField> fields() {
    return List.of(
        new Mlp(2, List.of(5, 4), Activation.TANH),
        new Mlp(2, List.of(), Activation.ELU, TimeInput.NONE),
        new Mlp(2, List.of(3), Activation.SILU, TimeInput.NONE),
        new ConcatSquash(2, List.of(4, 3), Activation.SOFTPLUS));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void logDensitiesHaveTheSameBits(VectorField field) {
    ContinuousFlow flow = flow(field).until(0.875);
    Path file = dir.resolve("m");
    ModelFile.write(file, new StoredModel(flow, List.of("a", "b"), Map.of(), CARD));
    StoredModel back = ModelFile.read(file);
    assertThat(back.flow().field()).isEqualTo(field);
    assertThat(back.columns()).containsExactly("a", "b");
    assertThat(back.card()).isEqualTo(CARD);
    assertThat(back.flow().parameters()).containsExactly(flow.parameters());
    DMatrixRMaj x = points(100);
    for (Precision precision : Precision.values()) {
      FlowSettings settings = FlowSettings.DEFAULT.withPrecision(precision);
      assertThat(back.flow().with(settings).logDensity(x))
          .containsExactly(flow.with(settings).logDensity(x));
    }
  }

  @Test
  void ensemblesHaveTheSameBits() {
    VectorField field = new Mlp(2, List.of(3), Activation.TANH);
    Density ensemble = Ensemble.of(List.of(flow(field).density(), otherFlow(field).density()));
    Path file = dir.resolve("m");
    ModelFile.write(file, new StoredModel(ensemble, List.of("a", "b"), Map.of(), CARD));
    StoredModel back = ModelFile.read(file);
    assertThat(back.density().members()).hasSize(2);
    assertThat(back.density().logDensity(points(100)))
        .containsExactly(ensemble.logDensity(points(100)));
    assertThat(back.density().sample(50, 3).data).containsExactly(ensemble.sample(50, 3).data);
    assertThat(ANY_VERSION.read(file).word("format_version")).isEqualTo("4");
    assertThatThrownBy(back::flow)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an ensemble of 2 flows; take one of its members");
  }

  /** Each has a tree of its own, and what it counts for. */
  @Test
  void membersMayDifferInAllButTheirDimension() {
    FlowDensity flow = flow(new Mlp(2, List.of(3), Activation.TANH)).density();
    Flow still = new Flow(new StandardNormal(2), Chain.identity(2), Standardization.identity(2));
    Density odd =
        new Ensemble(
            List.of(flow, new FlowDensity(still, new double[0], Parallelism.DEFAULT)),
            List.of(0.3, 0.9));
    Path file = dir.resolve("m");
    ModelFile.write(file, new StoredModel(odd, List.of("a", "b"), Map.of(), CARD));
    assertThat(ANY_VERSION.read(file).word("format_version")).isEqualTo("5");
    Density back = ModelFile.read(file).density();
    assertThat(back.weights()).containsExactly(0.3, 0.9);
    assertThat(back.logDensity(points(100))).containsExactly(odd.logDensity(points(100)));
    assertThat(back.sample(50, 3).data).containsExactly(odd.sample(50, 3).data);
  }

  /** An ensemble with a tensor more or less than its members need is damaged. */
  @Test
  void tensorsOfAnEnsembleAreThoseOfItsMembers() {
    VectorField field = new Mlp(2, List.of(3), Activation.TANH);
    Density ensemble = Ensemble.of(List.of(flow(field).density(), otherFlow(field).density()));
    Path file = dir.resolve("m");
    ModelFile.write(file, new StoredModel(ensemble, List.of("a", "b"), Map.of(), CARD));
    Safetensors whole = ANY_VERSION.read(file);
    Map<String, String> words = new LinkedHashMap<>(whole.metadata());
    words.keySet().retainAll(List.of("flow", "columns", "preprocessing", "card"));
    Map<String, Tensor> tensors = new LinkedHashMap<>(whole.tensors());
    tensors.put("members.2.layers.0.bias", Tensor.of(new double[3], 3));
    ANY_VERSION.write(file, new Safetensors(words, tensors));
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessageContaining("has tensors of none of its 2 members");
    tensors.remove("members.2.layers.0.bias");
    tensors.remove("members.1.layers.0.bias");
    ANY_VERSION.write(file, new Safetensors(words, tensors));
    assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("layers.0.bias");
  }

  @Test
  void threadsAreChosenAndNothingElse() {
    ContinuousFlow flow = flow(new Mlp(2, List.of(3), Activation.TANH));
    TableModel model = TableModel.of(new StoredModel(flow, List.of("a", "b"), Map.of(), CARD));
    Density before = model.density();
    Density after = model.withThreads(3).density();
    assertThat(after.parallelism()).isEqualTo(before.parallelism().withThreads(3));
    assertThat(after.members().get(0).flow()).isEqualTo(before.members().get(0).flow());
  }

  /** θ is cut into the tensors that the fields' documentation names, in its order. */
  @Test
  void layersLieAsTheirFieldsSay() {
    Mlp mlp = new Mlp(1, List.of(2), Activation.TANH);
    double[] theta = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    ContinuousFlow flow =
        ContinuousFlow.of(mlp, Standardization.identity(1), 1).withParameters(theta);
    Path file = dir.resolve("m");
    ModelFile.write(file, new StoredModel(flow, List.of("x"), Map.of(), Map.of()));
    Safetensors contents = Safetensors.read(file);
    assertThat(contents.doubles("layers.0.weight", 2, 1)).containsExactly(1, 2);
    assertThat(contents.doubles("layers.0.bias", 2)).containsExactly(3, 4);
    assertThat(contents.doubles("layers.0.time", 2)).containsExactly(5, 6);
    assertThat(contents.doubles("layers.1.weight", 1, 2)).containsExactly(7, 8);
    assertThat(contents.doubles("layers.1.bias", 1)).containsExactly(9);
    assertThat(contents.doubles("layers.1.time", 1)).containsExactly(10);
  }

  @Test
  void preprocessingIsCarried() {
    Map<String, Object> preprocessing = Map.of("steps", List.of(Map.of("logit", 0.05)));
    Path file = dir.resolve("m");
    List<String> three = List.of("a", "b", "c");
    ModelFile.write(file, new StoredModel(flow(fields().get(0)), three, preprocessing, CARD));
    assertThat(ModelFile.read(file).preprocessing()).isEqualTo(preprocessing);
    assertThatThrownBy(() -> new StoredModel(flow(fields().get(0)), three, Map.of(), CARD))
        .hasMessage(
            "has 3 column names for 2 dimensions; give a name for each dimension, or the"
                + " preprocessing that makes the dimensions of the columns");
  }

  /** Files with a right checksum and wrong contents, as a hostile person would make them. */
  @Test
  void contentsThatMakeNoModelAreASentence() {
    Path file = dir.resolve("m");
    ModelFile.write(file, model());
    Safetensors good = Safetensors.read(file);
    assertRefused(good, "flow", "{}", "flow.field: found nothing, expected a map");
    assertRefused(
        good, "flow", flowWith("\"dim\":2", "\"dim\":2000000000"), "expected [5, 2000000000]");
    assertRefused(good, "flow", flowWith("[5,4]", "[2147483647,2147483647]"), "has shape [5, 2]");
    assertRefused(
        good, "flow", flowWith("[5,4]", "[5,-4]"), "found '-4', expected a whole number from 1");
    assertRefused(good, "flow", flowWith("[5,4]", "[5,4.5]"), "expected a whole number");
    assertRefused(
        good,
        "flow",
        flowWith("[5,4]", "[5]"),
        "has tensors of neither its transform nor its base");
    assertRefused(
        good, "flow", flowWith("tanh", "relu"), "found 'relu', expected one of tanh, softplus");
    assertRefused(good, "flow", flowWith("standard-normal", "cauchy"), "written by a newer Advect");
    assertRefused(
        good, "flow", flowWith("1.0", "7.0"), "flow.end: found '7.0', expected a time from 0 to 1");
    assertRefused(
        good,
        "flow",
        flowWith("[5,4]", "[" + "1,".repeat(99_999) + "1]"),
        "expected at most 10000 layers");
    assertRefused(good, "columns", "[\"a\"]", "has 1 column names for 2 dimensions");
    assertRefused(good, "card", "[".repeat(70) + "]".repeat(70), "expected an object in JSON");
    Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
    tensors.put("standardization.scale", Tensor.vector(1, -1));
    assertRefused(new Safetensors(good.metadata(), tensors), "card", "{}", "a positive scale");
    tensors.remove("standardization.scale");
    assertRefused(
        new Safetensors(good.metadata(), tensors), "card", "{}", "has no tensor standard");
  }

  @Test
  void treesThatCannotBeStoredAreRefusedBeforeAnythingIsWritten() {
    Path file = dir.resolve("m");
    StoredModel model =
        new StoredModel(
            flow(fields().get(0)), List.of("a", "b"), Map.of(), Map.of("kl", Double.NaN));
    assertThatThrownBy(() -> ModelFile.write(file, model)).hasMessageStartingWith("kl is NaN");
    assertThat(dir).isEmptyDirectory();
  }

  /**
   * A thousand files damaged in one of five ways. The damage is always noticed: a wrong file passes
   * with the probability of a SHA-256 collision.
   */
  @Test
  @Timeout(60)
  void damageIsASentence() throws IOException {
    Path file = dir.resolve("m");
    ModelFile.write(file, model());
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Files.write(file, damaged(good, random));
      assertThatThrownBy(() -> ModelFile.read(file))
          .as("damage %d", i)
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bad = good.clone();
    int at = random.nextInt(good.length);
    switch (random.nextInt(5)) {
      case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bad = Arrays.copyOf(good, at);
      case 2 -> bad = Arrays.copyOf(good, good.length + 1 + random.nextInt(100));
      case 3 -> bad[random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
      default -> {
        // Half a header's digits or letters are changed, so that JSON often stays JSON.
        for (int j = 8; j < 700; j++) {
          if (Character.isDigit(bad[j]) && random.nextInt(8) == 0) bad[j] = (byte) '7';
        }
        bad[8 + random.nextInt(600)] ^= (byte) 1;
      }
    }
    return bad;
  }

  private void assertRefused(Safetensors good, String key, String value, String sentence) {
    Path file = dir.resolve("bad");
    Map<String, String> words = new LinkedHashMap<>(good.metadata());
    words.remove("checksum");
    words.put(key, value);
    new FileFormat("advect-model", List.of()).write(file, good.withMetadata(words));
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + ": cannot be used: ")
        .hasMessageContaining(sentence);
  }

  private String flowWith(String old, String changed) {
    String flow = Safetensors.read(dir.resolve("m")).word("flow");
    assertThat(flow).contains(old);
    return flow.replace(old, changed);
  }

  private static StoredModel model() {
    return new StoredModel(flow(fields().get(0)), List.of("a", "b"), Map.of(), CARD);
  }

  private static ContinuousFlow otherFlow(VectorField field) {
    Standardization map = Standardization.of(new double[] {0, -2.5}, new double[] {0.75, 2});
    return ContinuousFlow.of(field, map, 4);
  }

  private static ContinuousFlow flow(VectorField field) {
    Standardization map = Standardization.of(new double[] {1, -2}, new double[] {0.5, 3});
    return ContinuousFlow.of(field, map, 3);
  }

  private static DMatrixRMaj points(int rows) {
    Random random = new Random(5);
    DMatrixRMaj x = new DMatrixRMaj(rows, 2);
    for (int i = 0; i < x.getNumElements(); i++) x.data[i] = random.nextGaussian();
    return x;
  }
}
