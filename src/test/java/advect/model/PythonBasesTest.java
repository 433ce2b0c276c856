package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.Python;
import advect.field.layered.Mlp;
import advect.flow.base.Base;
import advect.flow.base.KernelMixture;
import advect.flow.base.MultivariateNormal;
import advect.flow.base.NormalMixture;
import advect.flow.base.ScaleMixture;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.safetensors.FileFormat;
import advect.safetensors.JsonText;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bases mean the same to NumPy: models whose field stands still, so that nothing but the base is
 * left. Runs where Python has numpy and safetensors.
 */
class PythonBasesTest {
  private static final String SCRIPT = Path.of("experiments", "python", "score.py").toString();

  /** Both take formulas of a few hundred roundings, those of log Γ of size 100 among them. */
  private static final double AGREEMENT = 1e-10;

  @TempDir private Path dir;

  static List<Base> bases() {
    return IntStream.of(1, 3)
        .mapToObj(
            dim ->
                Stream.of(
                    new StandardNormal(dim),
                    new StudentT(dim),
                    new MultivariateNormal(dim),
                    new NormalMixture(dim, 4),
                    new KernelMixture(dim, 5, 1),
                    new KernelMixture(dim, 5, 3),
                    new ScaleMixture(new StandardNormal(dim), 3),
                    new ScaleMixture(new StudentT(dim), 2)))
        .<Base>flatMap(all -> all)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("bases")
  void logDensitiesAgree(Base base) throws Exception {
    Python python = new Python(dir);
    assumeTrue(python.canReadModels(), "needs numpy and safetensors");
    int dim = base.dim();
    double[] phi = base.initialParameters();
    Random random = new Random(1);
    for (int i = 0; i < phi.length; i++) phi[i] += random.nextGaussian();
    List<double[]> points = points(dim);
    Path csv = csv(points, dim);
    Path model = model(StoredBase.of(base, phi), dim);
    assertThat(python.run(SCRIPT, model.toString(), csv.toString())).isZero();
    double[] theirs = python.numbers();
    for (int i = 0; i < points.size(); i++) {
      double[] ours = new double[1];
      base.with(phi).addLogDensity(points.get(i), ours);
      assertThat(theirs[i]).isCloseTo(ours[0], within(AGREEMENT * Math.max(1, Math.abs(ours[0]))));
    }
  }

  /** Near and far. */
  private static List<double[]> points(int dim) {
    Random random = new Random(2);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double scale = i < 36 ? 3 : Math.pow(1e25, i - 35);
      points.add(random.doubles(dim, -scale, scale).toArray());
    }
    return points;
  }

  private Path csv(List<double[]> points, int dim) throws Exception {
    StringBuilder csv = new StringBuilder(String.join(",", names(dim))).append('\n');
    for (double[] point : points) {
      for (int j = 0; j < dim; j++) csv.append(j == 0 ? "" : ",").append(point[j]);
      csv.append('\n');
    }
    return Files.writeString(dir.resolve("t.csv"), csv);
  }

  private static List<String> names(int dim) {
    return IntStream.range(0, dim).mapToObj(j -> "x" + j).toList();
  }

  private Path model(StoredBase base, int dim) {
    Mlp still = Mlp.tanh(dim);
    Map<String, Object> flow = new LinkedHashMap<>();
    flow.put("field", StorableTypes.FIELDS.write(still));
    flow.put("base", base.tree());
    flow.put("end", 1.0);
    Map<String, Tensor> tensors = new LinkedHashMap<>(base.tensors());
    tensors.putAll(ParameterTensors.of(still.parameters(), new double[still.parameterCount()]));
    double[] ones = new double[dim];
    Arrays.fill(ones, 1);
    tensors.put("standardization.shift", Tensor.vector(new double[dim]));
    tensors.put("standardization.scale", Tensor.vector(ones));
    Map<String, String> words = new LinkedHashMap<>();
    words.put("flow", JsonText.of(flow));
    words.put("columns", JsonText.of(names(dim)));
    words.put("preprocessing", "{}");
    words.put("card", "{}");
    Path file = dir.resolve("m.safetensors");
    new FileFormat("advect-model", List.of(UnaryOperator.identity()))
        .write(file, new Safetensors(words, tensors));
    return file;
  }
}
