package advect.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/experiments.md} says about keys and defaults. */
class ExperimentsPageTest {
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "experiments.md"));
  }

  private static List<String> blocks() throws IOException {
    return BLOCK.matcher(page()).results().map(match -> match.group(1)).toList();
  }

  @Test
  void everyExampleIsAnExperiment() throws IOException {
    assertThat(blocks()).hasSizeGreaterThan(4);
    for (String yaml : blocks()) ExperimentSpec.parse(yaml, "docs/experiments.md", List.of());
  }

  @Test
  void theFirstExampleSaysTheDefaults() throws IOException {
    ExperimentSpec said = ExperimentSpec.parse(blocks().get(0), "page", List.of());
    String shortest = "name: two-moons\nseed: 1\ndata: {toy: two-moons}";
    ExperimentSpec silent =
        ExperimentSpec.parse(shortest, "short", List.of("solver.max-steps=10000"));
    assertThat(said).isEqualTo(silent);
  }

  /** Keys of what experiments of all examples are written as, which is more than they say. */
  @Test
  void everyKeyIsOnThePage() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String yaml : blocks()) {
      collect(ExperimentSpec.parse(yaml, "page", List.of()).tree(), keys);
    }
    keys.addAll(List.of(PhaseSpec.KEYS));
    keys.addAll(List.of(PhaseSpec.PhaseEffort.KEYS));
    String page = page();
    assertThat(keys).hasSizeGreaterThan(40).allMatch(page::contains);
  }

  private static void collect(Object tree, Set<String> keys) {
    if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            keys.add(key.toString());
            collect(value, keys);
          });
    } else if (tree instanceof List<?> list) {
      Stream.of(list.toArray()).forEach(value -> collect(value, keys));
    }
  }
}
