package advect.model;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.file.Sha256;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.GivenBase;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.kernel.Activation;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of continuous flows keep the bytes they had when there were no others. */
class ModelBytesTest {
  @TempDir private Path dir;

  static Stream<Arguments> flows() {
    Mlp plain = new Mlp(2, List.of(3), Activation.TANH);
    Mlp conditional = new Mlp(2, List.of(3), Activation.SILU, TimeInput.JOINED, 1);
    ConcatSquash squash = new ConcatSquash(2, List.of(2), Activation.ELU);
    return Stream.of(
        Arguments.of(
            plain,
            new StandardNormal(2),
            "5b3161b5fcc7f1a4f5e9fbec4f6da69605d6aac213faf6adea4cbac6b4240909"),
        Arguments.of(
            plain,
            GivenBase.of(new StudentT(2), 0.5, 1.5).fixed(),
            "14ef24589ca625ed3334ddd8aeeef0429fe1ba79cc22f16a1e5ab3d690eae55b"),
        Arguments.of(
            squash,
            new StudentT(2),
            "2d7b0bc524202fd261231eb6ecf2eb0a0df8d6656c5482e4e496bb244b11355d"),
        Arguments.of(
            conditional,
            new StandardNormal(2),
            "71ba1d111f2c44e5790aa8164b5ff1194ee41b387519478be589e283278905a3"));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void bytesAreThoseOfEarlierPrograms(VectorField field, Base base, String digest)
      throws Exception {
    Standardization units = Standardization.of(new double[] {1, -2}, new double[] {0.5, 3});
    double[] theta = new double[field.parameterCount() + base.parameterCount()];
    Arrays.setAll(theta, i -> 0.01 * i - 0.1);
    ContinuousFlow flow = ContinuousFlow.of(field, theta, base, units).until(0.875);
    if (field.contextDim() > 0) {
      double[] one = {0.25};
      flow = flow.withContextUnits(Standardization.of(one, one));
    }
    Path file = dir.resolve("m");
    ModelFile.write(file, new StoredModel(flow, List.of("a", "b"), Map.of(), Map.of("n", 1L)));
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new Sha256().add(ByteBuffer.wrap(bytes)).hex()).isEqualTo(digest);
  }
}
