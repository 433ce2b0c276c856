package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.table.ColumnProfile.Kind;
import advect.data.table.ColumnProfile.Values;
import advect.data.table.SourceOptions.Missing;
import advect.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What columns hold, found inside the database and here by eye. */
class ColumnProfileTest {
  @TempDir private Path folder;

  private static Map<String, ColumnProfile> profiles(String source, SourceOptions options) {
    try (SpooledTable table = SpooledTable.open(source)) {
      return table.profiles(options).stream()
          .collect(Collectors.toMap(ColumnProfile::name, p -> p));
    }
  }

  private static ColumnProfile of(Map<String, ColumnProfile> found, String name) {
    return Objects.requireNonNull(found.get(name), name);
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content).toString();
  }

  @Test
  void everyKindOfColumnIsKnown() throws IOException {
    String file =
        file(
            """
            id,x,name,day,hour,half,none,mixed,same
            7,1.5,anna,2024-01-02,12:00,1,,1,4
            8,-3e2,bob,2024-01-02 10:11:12,13:30,,,2,4.0
            9,1.5,anna,1999-12-31,00:00,NA,,x7,04
            """);
    Map<String, ColumnProfile> found = profiles(file, SourceOptions.ALL);
    assertThat(of(found, "id"))
        .isEqualTo(
            new ColumnProfile(
                "id",
                Kind.NUMBER,
                3,
                0,
                true,
                Optional.empty(),
                Optional.of(new Values(3, "7", 1, "7", 1))));
    assertThat(of(found, "x").kind()).isEqualTo(Kind.NUMBER);
    assertThat(of(found, "x").running()).isFalse();
    assertThat(of(found, "x").values()).contains(new Values(2, "-300", 1, "1.5", 2));
    assertThat(of(found, "name").kind()).isEqualTo(Kind.TEXT);
    assertThat(of(found, "name").stray()).isEmpty();
    assertThat(of(found, "name").values()).contains(new Values(2, "bob", 1, "anna", 2));
    assertThat(of(found, "day").kind()).isEqualTo(Kind.TIME);
    assertThat(of(found, "hour").kind()).isEqualTo(Kind.TIME);
    assertThat(of(found, "half").missing()).isEqualTo(2);
    assertThat(of(found, "half").present()).isEqualTo(1);
    assertThat(of(found, "none").kind()).isEqualTo(Kind.NOTHING);
    assertThat(of(found, "none").values()).isEmpty();
    assertThat(of(found, "mixed").kind()).isEqualTo(Kind.TEXT);
    assertThat(of(found, "mixed").stray()).contains("'x7' in data row 3 of " + file);
    assertThat(of(found, "same").values()).contains(new Values(1, "4", 3, "4", 3));
  }

  @Test
  void numbersOfManyValuesAreNotCountedOneByOne() {
    String sql = "SELECT sqrt(range) AS many, range % 50 AS few FROM range(10000)";
    Map<String, ColumnProfile> found = profiles(sql, SourceOptions.ALL);
    assertThat(of(found, "many").values()).isEmpty();
    assertThat(of(found, "few").values()).contains(new Values(50, "0", 200, "0", 200));
  }

  @Test
  void onlyTheRowsAndColumnsAskedForAreLookedAt() {
    String sql =
        "SELECT range + 5 AS id, CASE WHEN range < 4 THEN 'a' END AS kind, 'z' AS z FROM range(9)";
    SourceOptions some =
        SourceOptions.ALL
            .withColumns(List.of("kind", "id"))
            .withWhere("id > 5")
            .withMissing(Missing.DROP);
    Map<String, ColumnProfile> found = profiles(sql, some);
    assertThat(found).containsOnlyKeys("kind", "id");
    assertThat(of(found, "kind").rows()).isEqualTo(3);
    assertThat(of(found, "kind").missing()).isZero();
    assertThat(of(found, "id").running()).isTrue();
    assertThatThrownBy(() -> profiles(sql, some.withWhere("id > 99")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none of its 9 data rows is left");
  }

  @Test
  void affineCopiesAreFoundAndOnlyThose() {
    String sql =
        "SELECT x, 32 + 1.8 * x AS f, y, -x AS minus, x * x AS square, round(1.8 * x, 1) AS rough,"
            + " (y > 0.5)::INT AS kind FROM (SELECT sin(range) AS x, cos(7 * range) AS y"
            + " FROM range(20000))";
    SourceOptions options = SourceOptions.ALL.withCategories(Map.of("kind", List.of()));
    try (TableSource source = TableSource.open(sql, options)) {
      assertThat(source.affineCopies())
          .containsExactlyInAnyOrderEntriesOf(Map.of("f", "x", "minus", "x"));
    }
  }

  @Test
  void aPairThatPartsLateIsNoCopy() {
    String sql =
        "SELECT sin(range) AS x, sin(range) + (range = 19999)::INT * 0.1 AS y FROM range(20000)";
    try (TableSource source = TableSource.open(sql)) {
      assertThat(source.affineCopies()).isEmpty();
    }
  }
}
