package advect.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.ColumnProfile.Kind;
import advect.data.ColumnProfile.Values;
import advect.data.SourceOptions.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    assertThat(found.get("id"))
        .isEqualTo(
            new ColumnProfile(
                "id",
                Kind.NUMBER,
                3,
                0,
                true,
                Optional.empty(),
                Optional.of(new Values(3, "7", 1, "7", 1))));
    assertThat(found.get("x").kind()).isEqualTo(Kind.NUMBER);
    assertThat(found.get("x").running()).isFalse();
    assertThat(found.get("x").values()).contains(new Values(2, "-300", 1, "1.5", 2));
    assertThat(found.get("name").kind()).isEqualTo(Kind.TEXT);
    assertThat(found.get("name").stray()).isEmpty();
    assertThat(found.get("name").values()).contains(new Values(2, "bob", 1, "anna", 2));
    assertThat(found.get("day").kind()).isEqualTo(Kind.TIME);
    assertThat(found.get("hour").kind()).isEqualTo(Kind.TIME);
    assertThat(found.get("half").missing()).isEqualTo(2);
    assertThat(found.get("half").present()).isEqualTo(1);
    assertThat(found.get("none").kind()).isEqualTo(Kind.NOTHING);
    assertThat(found.get("none").values()).isEmpty();
    assertThat(found.get("mixed").kind()).isEqualTo(Kind.TEXT);
    assertThat(found.get("mixed").stray()).contains("'x7' in data row 3 of " + file);
    assertThat(found.get("same").values()).contains(new Values(1, "4", 3, "4", 3));
  }

  @Test
  void numbersOfManyValuesAreNotCountedOneByOne() {
    String sql = "SELECT sqrt(range) AS many, range % 50 AS few FROM range(10000)";
    Map<String, ColumnProfile> found = profiles(sql, SourceOptions.ALL);
    assertThat(found.get("many").values()).isEmpty();
    assertThat(found.get("few").values()).contains(new Values(50, "0", 200, "0", 200));
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
    assertThat(found.get("kind").rows()).isEqualTo(3);
    assertThat(found.get("kind").missing()).isZero();
    assertThat(found.get("id").running()).isTrue();
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
