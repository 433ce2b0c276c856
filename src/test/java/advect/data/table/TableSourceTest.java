package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.data.table.SourceOptions.Missing;
import advect.data.table.database.DuckDb;
import advect.file.TemporaryDirectory;
import advect.input.InputException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSourceTest {
  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static double[] values(String source, SourceOptions options) {
    try (TableSource opened = TableSource.open(source, options)) {
      return opened.read().values().data;
    }
  }

  private static String numbers(long rows) {
    StringBuilder text = new StringBuilder("i,half,kind\n");
    LongStream.range(0, rows)
        .forEach(i -> text.append(i).append(',').append(i / 2.0).append(",k\n"));
    return text.toString();
  }

  @Test
  void blocksFollowEachOtherAndTheLastIsWhatIsLeft() throws IOException {
    SourceOptions two = SourceOptions.ALL.withColumns(List.of("half", "i"));
    try (TableSource source = TableSource.open(file("t.csv", numbers(10)), two);
        RowBlocks blocks = source.blocks(4)) {
      assertThat(source.rows()).isEqualTo(10);
      assertThat(source.columns()).containsExactly("half", "i");
      assertThat(source.allColumns()).containsExactly("i", "half", "kind");
      for (int first = 0; first < 10; first += 4) {
        RowBlock block = blocks.next();
        assertThat(block.firstRow()).isEqualTo(first);
        assertThat(block.values().numRows).isEqualTo(Math.min(4, 10 - first));
        assertThat(block.values().get(1, 0)).isEqualTo((first + 1) / 2.0);
        assertThat(block.values().get(1, 1)).isEqualTo(first + 1);
      }
      assertThat(blocks.hasNext()).isFalse();
    }
  }

  @Test
  void twoPassesUnderWayAtOnceDoNotDisturbEachOther() throws IOException {
    SourceOptions one = SourceOptions.ALL.withColumns(List.of("i"));
    try (TableSource source = TableSource.open(file("t.csv", numbers(5000)), one);
        RowBlocks a = source.blocks(1000);
        RowBlocks b = source.blocks(1000)) {
      while (a.hasNext()) {
        assertThat(b.next().values().data).isEqualTo(a.next().values().data);
      }
    }
  }

  @Test
  void closingLeavesNothingBehind() throws IOException {
    TableSource source =
        TableSource.open(file("t.csv", numbers(3)), SourceOptions.ALL.withColumns(List.of("i")));
    Path temporary = source.database().directory();
    assertThat(temporary).exists();
    source.close();
    assertThat(temporary).doesNotExist();
  }

  @Test
  void failingToOpenLeavesNothingBehind() throws IOException {
    String path = file("t.csv", "a\n1\nx\n");
    List<String> before = temporaries();
    assertThatThrownBy(() -> TableSource.open(path)).isInstanceOf(InputException.class);
    assertThat(temporaries()).isEqualTo(before);
  }

  /** Those of this process; other tests run beside it. */
  private static List<String> temporaries() {
    String[] names =
        new File(System.getProperty("java.io.tmpdir"))
            .list((d, name) -> name.startsWith(TemporaryDirectory.PREFIX));
    return names == null ? List.of() : Arrays.stream(names).sorted().toList();
  }

  @Test
  void filesThatMatchAPatternFollowEachOtherByName() throws IOException {
    file("part-2.csv", "a,b\n5,6\n");
    file("part-1.tsv", "a\tb\n1\t2\n3\t4\n");
    String pattern = folder.resolve("part-*").toString();
    assertThat(values(pattern, SourceOptions.ALL)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void aBadCellAmongSeveralFilesIsGivenByItsFile() throws IOException {
    file("p1.csv", "a,b\n1,2\n3,4\n");
    file("p2.csv", "a,b\n5,6\n7,x\n");
    assertThatThrownBy(() -> TableSource.open(folder.resolve("p?.csv").toString()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("p2.csv") + ", data row 2, column 'b': found 'x'");
  }

  @Test
  void filesOfDifferentColumnsAreNotOneTable() throws IOException {
    file("p1.csv", "a,b\n1,2\n");
    file("p2.csv", "b,a\n3,4\n");
    assertThatThrownBy(() -> TableSource.open(folder.resolve("p*.csv").toString()))
        .hasMessage(
            "%s has columns [b, a], expected those of %s, [a, b]; leave it out, or combine the"
                    .formatted(folder.resolve("p2.csv"), folder.resolve("p1.csv"))
                + " files by a query.");
    assertThatThrownBy(() -> TableSource.open(folder.resolve("q*.csv").toString()))
        .hasMessageStartingWith("No file matches " + folder.resolve("q*.csv"));
  }

  @Test
  void integersInOneFileAndFractionsInTheNextStayExact() throws IOException {
    file("a.json", "[{\"x\": 1}]");
    file("b.json", "[{\"x\": 2.5}]");
    String pattern = folder.resolve("*.json").toString();
    assertThat(values(pattern, SourceOptions.ALL)).containsExactly(1, 2.5);
    file("c.json", "[{\"x\": \"3\"}]");
    assertThatThrownBy(() -> TableSource.open(pattern))
        .hasMessageContaining("c.json: column 'x' is of type VARCHAR, expected BIGINT");
  }

  /** Where people write other digits, the database still reads 0 to 9. */
  @Test
  void tablesAreReadWhateverDigitsTheLocaleHas() throws IOException {
    Locale real = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("bn-u-nu-beng"));
    try {
      String path = file("t.csv", "x,y,kind\n1,2,a,\n3,5,b,\n5,8,a,\n");
      SourceOptions all =
          SourceOptions.ALL.withWhere("x > 1").withCategories(Map.of("kind", List.of()));
      assertThat(values(path, all)).containsExactly(3, 5, 1, 5, 8, 0);
      try (SpooledTable table = SpooledTable.open(path)) {
        assertThat(table.profiles(SourceOptions.ALL)).hasSize(3);
      }
    } finally {
      Locale.setDefault(real);
    }
  }

  @Test
  void standardInputIsReadLikeAFile() {
    InputStream real = System.in;
    System.setIn(stream("a,b\n1,2\n3,4\n"));
    try {
      assertThat(values("-", SourceOptions.ALL)).containsExactly(1, 2, 3, 4);
      assertThat(values("-", SourceOptions.ALL)).as("again").containsExactly(1, 2, 3, 4);
      System.setIn(stream("a\n1\n?\n"));
      assertThatThrownBy(() -> TableSource.open("-"))
          .hasMessageStartingWith("standard input, data row 2, column 'a': found '?'");
    } finally {
      System.setIn(real);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aStreamSaysItselfWhatItHolds() throws Exception {
    Path packed = folder.resolve("t.csv.gz");
    Path packedJson = folder.resolve("t.json.gz");
    Path parquet = folder.resolve("t.parquet");
    sql(
        "COPY (SELECT 7 AS x) TO " + DuckDb.literal(packed.toString()),
        "COPY (SELECT 7 AS x) TO " + DuckDb.literal(packedJson.toString()),
        "COPY (SELECT 7 AS x) TO " + DuckDb.literal(parquet.toString()));
    Path npy = Files.write(folder.resolve("t.npy"), NpyFileTest.bytes("<f8", "(1, 1)", false, 7));
    for (Path path : List.of(packed, packedJson, parquet, npy)) {
      try (InputStream in = Files.newInputStream(path);
          TableSource source = TableSource.open(in, "pipe", SourceOptions.ALL)) {
        assertThat(source.read().values().data).as(path.toString()).containsExactly(7);
      }
    }
    for (String json : List.of("[{\"x\": 7}]", "{\"x\": 7}\n", " [\n {\"x\": 7}]")) {
      try (TableSource source = TableSource.open(stream(json), "pipe", SourceOptions.ALL)) {
        assertThat(source.read().values().data).as(json).containsExactly(7);
      }
    }
    assertThatThrownBy(() -> TableSource.open(stream(""), "pipe", SourceOptions.ALL))
        .hasMessageStartingWith("pipe is empty");
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) statement.execute(sql);
    }
  }

  @Test
  void aDatabaseOfOneTableIsThatTable() throws SQLException {
    String path = folder.resolve("one.duckdb").toString();
    sql(
        "ATTACH " + DuckDb.literal(path) + " AS d",
        "CREATE TABLE d.t AS SELECT range AS a, range / 4 AS b FROM range(3)");
    assertThat(values(path, SourceOptions.ALL)).containsExactly(0, 0, 1, 0.25, 2, 0.5);
    assertThat(values(path + "#SELECT b FROM t WHERE a > 0", SourceOptions.ALL))
        .containsExactly(0.25, 0.5);
    assertThatThrownBy(() -> TableSource.open(path + "#INSERT INTO t VALUES (1, 2)"))
        .hasMessageContaining("has no table 'INSERT INTO t VALUES (1, 2)'");
  }

  @Test
  void aDatabaseOfSeveralTablesAsksForAName() throws SQLException {
    String path = folder.resolve("two.duckdb").toString();
    sql(
        "ATTACH " + DuckDb.literal(path) + " AS d",
        "CREATE TABLE d.t AS SELECT 1 AS a",
        "CREATE VIEW d.\"it's\" AS SELECT 2 AS a");
    assertThat(values(path + "#it's", SourceOptions.ALL)).containsExactly(2);
    assertThatThrownBy(() -> TableSource.open(path))
        .hasMessage(
            "%s holds 2 tables, expected one; name one of [it's, t], or write a query, behind the"
                    .formatted(path)
                + " file's name and #, as in %s#it's.".formatted(path));
  }

  @Test
  void aFileThatIsNoDatabaseIsSaidNotToBe() throws IOException {
    String path = file("x.duckdb", "a,b\n1,2\n");
    assertThatThrownBy(() -> TableSource.open(path))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(path + " cannot be opened: ");
  }

  @Test
  void aConditionMayUseColumnsThatAreNotWantedByTheirMeaning() throws IOException {
    String path =
        file("t.csv", "x,n,kind,day\n1,10.5,a,2024-01-05\n2,9,b,2024-02-01\n3,100,a,2024-03-01\n");
    SourceOptions x = SourceOptions.ALL.withColumns(List.of("x"));
    assertThat(values(path, x.withWhere("n > 10"))).containsExactly(1, 3);
    assertThat(values(path, x.withWhere("kind = 'a' AND day > DATE '2024-02-01' -- late")))
        .containsExactly(3);
    assertThatThrownBy(() -> TableSource.open(path, x.withWhere("n >")))
        .hasMessageStartingWith("The condition 'n >' on " + path + " cannot be used: ")
        .hasMessageEndingWith("Its columns are: [x, n, kind, day].");
    assertThatThrownBy(() -> TableSource.open(path, x.withWhere("n > 1000")))
        .hasMessageContaining("none of its 3 data rows is left");
  }

  /** To the database NaN is a number, and above all others. */
  @Test
  void aMissingNumberSatisfiesNoCondition() throws Exception {
    SourceOptions x = SourceOptions.ALL.withColumns(List.of("x")).withWhere("age > 30");
    assertThat(values(file("t.csv", "x,age\n1,25.5\n2,nan\n3,40.5\n"), x)).containsExactly(3);
    Path parquet = folder.resolve("t.parquet");
    for (String type : List.of("DOUBLE", "FLOAT")) {
      sql(
          "COPY (SELECT x, CAST(age AS %s) AS age FROM (VALUES (1, '25.5'), (2, 'nan'), (3, '40.5'),"
                  .formatted(type)
              + " (4, NULL)) t(x, age)) TO "
              + DuckDb.literal(parquet.toString()));
      assertThat(values(parquet.toString(), x)).as(type).containsExactly(3);
    }
    byte[] npy = NpyFileTest.bytes("<f8", "(3, 2)", false, 1, 25.5, 2, Double.NaN, 3, 40.5);
    String array = Files.write(folder.resolve("t.npy"), npy).toString();
    SourceOptions x1 = SourceOptions.ALL.withColumns(List.of("x1")).withWhere("x2 > 30");
    assertThat(values(array, x1)).containsExactly(3);
  }

  @Test
  void aConditionNeedsNamesThatDifferByMoreThanCase() throws IOException {
    String path = file("t.csv", "x,y,X\n1,2,3\n4,5,6\n");
    assertThatThrownBy(() -> TableSource.open(path, SourceOptions.ALL.withWhere("X > 3")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The condition 'X > 3' on %s cannot be used: it has columns 'x' and 'X', expected names"
                    .formatted(path)
                + " that differ by more than case; rename one.");
    assertThat(values(path, SourceOptions.ALL)).hasSize(6);
  }

  @Test
  void aBadCellIsNamedByItsPlaceInTheFileEvenBehindACondition() throws IOException {
    String path = file("t.csv", "x,n\n1,1\n2,5\noops,6\n");
    SourceOptions x = SourceOptions.ALL.withColumns(List.of("x"));
    assertThat(values(path, x.withWhere("n < 6"))).containsExactly(1, 2);
    assertThatThrownBy(() -> TableSource.open(path, x.withWhere("n > 4")))
        .hasMessageStartingWith(path + ", data row 3, column 'x': found 'oops'");
  }

  @Test
  void rowsWithMissingCellsAreDroppedAndCountedIfAskedTo() throws IOException {
    String path = file("t.csv", "a,b,c\n1,2,\n,3,x\n4,NA,x\n5,nan,x\n6,7,x\nn/a,9,x\n");
    SourceOptions drop = SourceOptions.ALL.withColumns(List.of("a", "b")).withMissing(Missing.DROP);
    try (TableSource source = TableSource.open(path, drop)) {
      assertThat(source.read().values().data).containsExactly(1, 2, 6, 7);
      assertThat(source.dropped()).isEqualTo(4);
    }
    String wrong = file("w.csv", "a,b\n1,2\n,3\n4,oops\n5,-inf\n");
    assertThatThrownBy(() -> TableSource.open(wrong, drop))
        .hasMessageStartingWith(wrong + ", data row 3, column 'b': found 'oops'");
    String sql = "SELECT * FROM (VALUES (1, NULL), (2, 3.5), (NULL, 4)) t(a, b)";
    assertThat(values(sql, drop)).containsExactly(2, 3.5);
  }

  @Test
  void theSameSeedDrawsTheSameRowsInOrder() throws IOException {
    String path = file("t.csv", numbers(1000));
    SourceOptions ten = SourceOptions.ALL.withColumns(List.of("i")).withSample(10, 1);
    double[] drawn = values(path, ten);
    assertThat(drawn).hasSize(10).isSorted().doesNotHaveDuplicates();
    assertThat(values(path, ten)).isEqualTo(drawn);
    assertThat(values(path, ten.withSample(10, 2))).isNotEqualTo(drawn);
    assertThat(values(path, ten.withSample(5000, 1))).hasSize(1000).isSorted();
    double[] sevens = IntStream.range(0, 10).mapToDouble(k -> 100 * k + 7).toArray();
    double[] four = values(path, ten.withWhere("i % 100 = 7").withSample(4, 1));
    assertThat(four).hasSize(4).isSorted();
    assertThat(sevens).contains(four);
    assertThatThrownBy(() -> SourceOptions.ALL.withSample(-1, 1))
        .hasMessageStartingWith("sample is -1");
  }

  /**
   * 5000 of 10,000 rows: of each tenth of them 500 on average, with standard deviation sqrt(5000 ·
   * 0.1 · 0.9 · 0.5) = 15. Beyond 4.5 of those with probability 7e-6 for each of ten tenths: false
   * alarm 7e-5.
   */
  @Test
  void everyRowIsAsLikelyToBeDrawn() throws IOException {
    SourceOptions half = SourceOptions.ALL.withColumns(List.of("i")).withSample(5000, 3);
    int[] drawn = new int[10];
    for (double i : values(file("t.csv", numbers(10_000)), half)) drawn[(int) i / 1000]++;
    for (int count : drawn) assertThat(count).isCloseTo(500, within((int) (4.5 * 15)));
  }

  @Test
  void manyColumnsWithoutANameAreNumberedInWidth() throws IOException {
    String path = file("t.csv", "1,2,3,4,5,6,7,8,9,10,11\n");
    try (TableSource source = TableSource.open(path)) {
      assertThat(source.columns()).startsWith("column00", "column01").endsWith("column10");
    }
  }

  @Test
  void moreColumnsThanAnyTableHasAreRefused() throws IOException {
    String path = file("t.csv", "1,".repeat(20_000) + "1\n");
    assertThatThrownBy(() -> TableSource.open(path))
        .hasMessageContaining("found 20001 columns, expected at most 10000");
  }

  @Test
  @Tag("slow")
  void aMillionRowsComeInOrder() {
    try (TableSource source =
            TableSource.open("SELECT range AS i, sqrt(range) AS r FROM range(1000000)");
        RowBlocks blocks = source.blocks(1000)) {
      long row = 0;
      while (blocks.hasNext()) {
        RowBlock block = blocks.next();
        assertThat(block.firstRow()).isEqualTo(row);
        for (int i = 0; i < block.values().numRows; i++, row++) {
          assertThat(block.values().get(i, 0)).isEqualTo((double) row);
          assertThat(block.values().get(i, 1)).isEqualTo(Math.sqrt((double) row));
        }
      }
      assertThat(row).isEqualTo(1_000_000);
    }
  }
}
