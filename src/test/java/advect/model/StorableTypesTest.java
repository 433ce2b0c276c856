package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.field.VectorField;
import advect.field.composed.HyperField;
import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.safetensors.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorableTypesTest {
  @TempDir private Path dir;

  @Test
  void anUnregisteredFieldIsRefusedWithTheCallThatRegistersIt() {
    ContinuousFlow flow = flow(new HyperField(2, 3, List.of(4)));
    String sentence =
        "a field of type advect.field.composed.HyperField cannot be stored; first call "
            + "StorableTypes.FIELDS.register("
            + "new StorableType<>(name, HyperField.class, write, read))";
    assertThatThrownBy(() -> ModelFile.requireStorable(flow))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
    assertThatThrownBy(() -> ModelFile.write(dir.resolve("m"), model(flow))).hasMessage(sentence);
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void aRegisteredFieldIsStoredWithTheSameBits() {
    StorableTypes.FIELDS.register(ForeignField.TYPE);
    StorableTypes.FIELDS.register(ForeignField.TYPE); // does nothing
    ContinuousFlow flow = flow(new ForeignField(5, List.of(0.5, 2.0)));
    ModelFile.requireStorable(flow);
    Path file = dir.resolve("m");
    ModelFile.write(file, model(flow));
    ContinuousFlow back = ModelFile.read(file).flow();
    assertThat(back.field()).isEqualTo(flow.field());
    DMatrixRMaj x = DMatrixRMaj.wrap(20, 2, new Random(1).doubles(40, -2, 2).toArray());
    assertThat(back.logDensity(x)).isEqualTo(flow.logDensity(x));
    ContinuousFlow unstorable = flow(new ForeignField(5, List.of(Double.NaN)));
    assertThatThrownBy(() -> ModelFile.requireStorable(unstorable))
        .hasMessageContaining("field.remarks[] is NaN, which JSON cannot hold");
  }

  /** Programs that cannot read a file say so at its first word, and need not guess. */
  @Test
  void onlyNewPartsNeedANewProgram() {
    StorableTypes.FIELDS.register(ForeignField.TYPE);
    FileFormat first = new FileFormat("advect-model", List.of());
    Path file = dir.resolve("m");
    ModelFile.write(file, model(flow(Mlp.tanh(2, 3))));
    assertThat(first.read(file).word("format_version")).isEqualTo("1");
    ModelFile.write(file, model(flow(new ForeignField(3, List.of(0.5, 2.0)))));
    assertThatThrownBy(() -> first.read(file))
        .hasMessageContaining("has format_version 2, and this Advect reads up to 1");
  }

  static Stream<Path> committed() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("results"))) {
      return files.filter(f -> f.endsWith("model.safetensors")).toList().stream();
    }
  }

  /** Files from before there were other bases. */
  @ParameterizedTest
  @MethodSource("committed")
  void aModelThatIsReadAndWrittenIsTheSameFile(Path file) throws IOException {
    Path again = dir.resolve("m");
    ModelFile.write(again, ModelFile.read(file));
    assertThat(Files.mismatch(file, again)).isEqualTo(-1);
  }

  private static ContinuousFlow flow(VectorField field) {
    return ContinuousFlow.of(field, Standardization.identity(2), 1);
  }

  private static StoredModel model(ContinuousFlow flow) {
    return new StoredModel(flow, List.of("a", "b"), Map.of(), Map.of());
  }
}
