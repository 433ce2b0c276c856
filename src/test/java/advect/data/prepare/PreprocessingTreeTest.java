package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.InputException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessingTreeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DMatrixRMaj ROWS =
      Columns.table(
          Columns.draws(300, 1, rng -> rng.nextInt(2)),
          Columns.draws(300, 2, rng -> -Math.log(1 - rng.nextDouble())),
          Columns.draws(300, 3, SplittableRandom::nextDouble),
          Columns.draws(300, 4, rng -> Math.max(0.4, rng.nextDouble()) + 1e-9 / 3),
          Columns.rounded(Columns.draws(300, 5, rng -> rng.nextDouble() - 0.7), 1));

  private static Preprocessing fitted(LinearMode mode) {
    PreprocessingOptions options =
        PreprocessingOptions.DEFAULT
            .with(mode)
            .with("a", ColumnOptions.categories(List.of("no", "yes")))
            .with("c", ColumnOptions.bounded(0, 1));
    return Preprocessing.fit(List.of("a", "b", "c", "d", "e"), ROWS, options);
  }

  private static Map<String, Object> throughJson(Map<String, Object> tree)
      throws JsonProcessingException {
    return JSON.readValue(JSON.writeValueAsString(tree), new TypeReference<>() {});
  }

  @ParameterizedTest
  @EnumSource
  void aTreeReadBackGivesTheSameBits(LinearMode mode) throws JsonProcessingException {
    Preprocessing before = fitted(mode);
    Preprocessing after = Preprocessing.of(throughJson(before.tree()));
    assertThat(after.columns()).isEqualTo(before.columns());
    assertThat(after.report()).isEqualTo(before.report()).hasSize(5);
    assertThat(after.tree()).isEqualTo(before.tree());
    Dequantization noise = Dequantization.uniform(7, 0);
    Encoded expected = before.encode(ROWS, noise);
    Encoded read = after.encode(ROWS, noise);
    assertThat(read.points().data).isEqualTo(expected.points().data);
    assertThat(read.logJacobian()).isEqualTo(expected.logJacobian());
    assertThat(after.decode(read.points()).data).isEqualTo(before.decode(read.points()).data);
  }

  /** One place of the tree is lost, replaced or doubled; what is then read says so or is sound. */
  @ParameterizedTest
  @EnumSource
  void mutatedTreesAreReadOrRefusedInWords(LinearMode mode) throws JsonProcessingException {
    Preprocessing fitted = fitted(mode);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      SplittableRandom rng = new SplittableRandom(i);
      Map<String, Object> tree = throughJson(fitted.tree());
      mutate(tree, rng);
      try {
        Preprocessing read = Preprocessing.of(tree);
        // What was read is what was written, whatever kinds of numbers it came as.
        assertThat(Preprocessing.of(throughJson(read.tree())).tree()).isEqualTo(read.tree());
        assertThat(read.decode(new DMatrixRMaj(1, read.outputs())).numCols).isEqualTo(5);
      } catch (InputException e) {
        assertThat(e).hasMessageStartingWith("Preprocessing, tree");
        refused++;
      }
    }
    // Only a changed name, text, level or number of a harmless size is read: about half.
    assertThat(refused).isGreaterThan(75);
  }

  private static void mutate(Object root, SplittableRandom rng) {
    List<Object> nodes = new ArrayList<>();
    collect(root, nodes);
    Object node = nodes.get(rng.nextInt(nodes.size()));
    @Nullable Object[] evil = {
      null,
      "text",
      -1.0,
      0,
      1e300,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      true,
      List.of(),
      Map.of(),
      3.5
    };
    @Nullable Object value = evil[rng.nextInt(evil.length)];
    if (node instanceof Map<?, ?> map) {
      mutateMap(map, value, rng);
    } else if (node instanceof List<?> list) {
      mutateList(list, value, rng);
    }
  }

  @SuppressWarnings("unchecked") // the tree was made of maps from texts to anything
  private static void mutateMap(Map<?, ?> map, @Nullable Object value, SplittableRandom rng) {
    Map<Object, @Nullable Object> open = (Map<Object, @Nullable Object>) map;
    Object key = new ArrayList<>(open.keySet()).get(rng.nextInt(open.size()));
    switch (rng.nextInt(3)) {
      case 0 -> open.remove(key);
      case 1 -> open.put(key + "s", value);
      default -> open.put(key, value);
    }
  }

  @SuppressWarnings("unchecked") // the tree was made of lists of anything
  private static void mutateList(List<?> list, @Nullable Object value, SplittableRandom rng) {
    List<@Nullable Object> open = (List<@Nullable Object>) list;
    int at = rng.nextInt(open.size());
    switch (rng.nextInt(3)) {
      case 0 -> open.remove(at);
      case 1 -> open.add(open.get(at));
      default -> open.set(at, value);
    }
  }

  /** All maps and lists that are not empty. */
  private static void collect(@Nullable Object node, List<Object> nodes) {
    if (node instanceof Map<?, ?> map && !map.isEmpty()) {
      nodes.add(map);
      map.values().forEach(child -> collect(child, nodes));
    } else if (node instanceof List<?> list && !list.isEmpty()) {
      nodes.add(list);
      list.forEach(child -> collect(child, nodes));
    }
  }

  @Test
  void aComplaintNamesThePlace() throws JsonProcessingException {
    Map<String, Object> tree = throughJson(fitted(LinearMode.WHITEN).tree());
    List<?> columns = (List<?>) Objects.requireNonNull(tree.get("columns"));
    ((Map<?, ?>) columns.get(1)).remove("treatment");
    assertThatThrownBy(() -> Preprocessing.of(tree))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Preprocessing, tree.columns[1].treatment: found nothing, expected a map; it was damaged"
                + " or written by another version, so fit it again.");
    assertThatThrownBy(() -> Preprocessing.of(Map.of("columns", Arrays.asList(1, 2))))
        .hasMessageStartingWith("Preprocessing, tree.columns[0]: found '1', expected a map");
  }
}
