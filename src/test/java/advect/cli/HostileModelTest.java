package advect.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import advect.Damage;
import advect.LittleMemory;
import advect.cli.Tables.Outcome;
import advect.field.layered.Mlp;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.base.StandardNormal;
import advect.flow.transform.Affine;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.Planar;
import advect.flow.transform.Radial;
import advect.flow.transform.Transform;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.parallel.Parallelism;
import advect.safetensors.FileFormat;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever became of a model file, {@code advect score} ends with a sentence or with the numbers of
 * the model that the file describes; soon, and in little memory.
 */
class HostileModelTest {
  private static final List<String> WORDS = List.of("flow", "columns", "preprocessing", "card");
  private static final double[] ODD = {0, -1, 1e300, -1e300, 1e-300, Double.NaN, 1 / 0.0, 0.5};
  private static final Pattern NUMBER = Pattern.compile("(?<=[:,\\[])-?\\d[-+.\\dE]*");
  private static final FileFormat FORMAT =
      new FileFormat("advect-model", Collections.nCopies(2, UnaryOperator.identity()));
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A process that scores with so many models in a folder, with this seed. */
  public static void main(String[] args) throws IOException {
    survive(Path.of(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
    LittleMemory.assertBounded();
  }

  /** A part of each kind, on the table's own scale. */
  private static StoredModel chain() {
    Transform units = Affine.diagonal(new double[] {70, 1}, new double[] {14, 2});
    Ode ode = new Ode(Mlp.tanh(2, 4), FlowSettings.DEFAULT.ode());
    Chain chain = Chain.of(new Planar(2).inverse(), new Radial(2), ode, units.inverse());
    Flow flow = new Flow(new StandardNormal(2), chain.inverse());
    double[] theta = flow.initialParameters(new Random(1));
    FlowDensity density = new FlowDensity(flow, theta, Parallelism.DEFAULT);
    return new StoredModel(density, List.of("minutes", "cost"), Map.of(), Map.of());
  }

  /** Every other file is damaged by chance, the others by somebody who mends the checksum. */
  private static void survive(Path folder, int files, long seed) throws IOException {
    Path csv = Tables.csv(folder.resolve("t.csv"), 20);
    List<Path> good = List.of(folder.resolve("good"), folder.resolve("chain"));
    Tables.model(good.get(0), csv);
    ModelFile.write(good.get(1), chain());
    Path bad = folder.resolve("bad.safetensors");
    Random rng = new Random(seed);
    AtomicInteger scored = new AtomicInteger();
    for (int i = 0; i < files; i++) {
      boolean sealed = i % 2 == 1;
      Path original = good.get(i / 2 % 2);
      if (sealed) {
        Files.deleteIfExists(bad);
        FORMAT.write(bad, tampered(Safetensors.read(original), rng));
      } else {
        Files.write(bad, other(Files.readAllBytes(original), rng));
      }
      String name = "seed %d, file %d".formatted(seed, i);
      LittleMemory.one(
          name,
          () -> {
            if (isScored(name, bad, csv, sealed)) scored.incrementAndGet();
          });
    }
    assertThat(scored.get()).as("both happen").isBetween(files / 20, files / 2);
  }

  private static boolean isScored(String name, Path model, Path csv, boolean sealed)
      throws IOException {
    Outcome outcome = Tables.call("score", model + "", "--data", csv + "", "--json");
    if (outcome.code() == 0) {
      assertThat(sealed).as("%s: damage goes unnoticed", name).isTrue();
      JsonNode mean = JSON.readTree(outcome.stdout()).get("mean_logp");
      // a row may be so far from a squeezed density that its logarithm is below all doubles
      boolean number = mean.isNumber() || mean.asText().equals("-Infinity");
      assertThat(number).as("%s: %s", name, mean).isTrue();
      assertNothingIsIgnored(name, model);
      return true;
    }
    assertThat(outcome.code()).as("%s: %s", name, outcome.stderr()).isBetween(1, 2);
    assertThat(outcome.stdout()).as(name).isEmpty();
    String last = outcome.stderr().lines().reduce("", (a, b) -> b);
    assertThat(last)
        .as(name)
        .startsWith("advect: ")
        .hasSizeBetween(30, 20_000)
        .doesNotContain("Exception", "Error", "out of bounds", " null", "--verbose");
    return false;
  }

  /** What was read and is written again is what the file says. */
  private static void assertNothingIsIgnored(String name, Path file) throws IOException {
    StoredModel model = ModelFile.read(file);
    Path again = file.resolveSibling("again");
    ModelFile.write(again, model);
    Safetensors before = Safetensors.read(file);
    Safetensors after = Safetensors.read(again);
    assertThat(after.tensors().keySet()).as(name).isEqualTo(before.tensors().keySet());
    for (String tensor : before.tensors().keySet()) {
      assertThat(after.tensor(tensor).shape()).isEqualTo(before.tensor(tensor).shape());
      assertThat(after.tensor(tensor).doubles()).isEqualTo(before.tensor(tensor).doubles());
    }
    for (String word : WORDS) {
      assertThat(JSON.readTree(after.word(word)))
          .as("%s, %s: %s", name, word, before.word(word))
          .isEqualTo(JSON.readTree(before.word(word)));
    }
  }

  private static byte[] other(byte[] bytes, Random rng) {
    byte[] damaged = Damage.of(bytes, rng);
    return Arrays.equals(damaged, bytes) ? other(bytes, rng) : damaged;
  }

  /**
   * Other letters or another number in a word, or another number in a tensor, or no such tensor.
   */
  private static Safetensors tampered(Safetensors good, Random rng) {
    Map<String, String> words = new LinkedHashMap<>(good.metadata());
    words.remove("checksum");
    Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
    String word = WORDS.get(rng.nextInt(WORDS.size()));
    List<String> names = List.copyOf(tensors.keySet());
    String name = names.get(rng.nextInt(names.size()));
    double odd = ODD[rng.nextInt(ODD.length)];
    switch (rng.nextInt(6)) {
      case 0, 1 ->
          words.computeIfPresent(
              word, (w, text) -> new String(Damage.of(text.getBytes(UTF_8), rng), UTF_8));
      case 2 -> words.computeIfPresent(word, (w, text) -> replaced(text, odd, rng));
      case 3 -> tensors.computeIfPresent(name, (n, tensor) -> replaced(tensor, odd, rng));
      case 4 -> tensors.remove(name);
      default -> tensors.put(name, Tensor.vector(new double[1 + rng.nextInt(9)]));
    }
    return new Safetensors(words, tensors);
  }

  /** The same text with one of its numbers replaced. */
  private static String replaced(String text, double odd, Random rng) {
    List<MatchResult> numbers = NUMBER.matcher(text).results().toList();
    if (numbers.isEmpty()) return text;
    MatchResult one = numbers.get(rng.nextInt(numbers.size()));
    return text.substring(0, one.start()) + odd + text.substring(one.end());
  }

  private static Tensor replaced(Tensor tensor, double odd, Random rng) {
    double[] values = tensor.doubles();
    values[rng.nextInt(values.length)] = odd;
    return Tensor.of(values, tensor.shape().stream().mapToInt(n -> n).toArray());
  }

  @Test
  @Timeout(120)
  void fortyMutatedModels(@TempDir Path folder) throws Exception {
    LittleMemory.run(HostileModelTest.class, folder.toString(), "40", "1");
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void aThousandMutatedModels(@TempDir Path folder) throws Exception {
    LittleMemory.run(HostileModelTest.class, folder.toString(), "1000", "2");
  }
}
