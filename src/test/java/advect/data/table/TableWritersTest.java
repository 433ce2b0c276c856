package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.table.SourceOptions.Missing;
import advect.data.table.database.DuckDb;
import advect.file.FileException;
import advect.input.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWritersTest {
  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  /** Writes the sum of the columns of numbers, and its negative, beside all columns. */
  private static void score(String source, SourceOptions options, Path out) {
    try (TableSource opened = TableSource.open(source, options);
        ScoredWriter writer = new ScoredWriter(opened, List.of("sum", "minus"), List.of(), out);
        RowBlocks blocks = opened.blocks(1000)) {
      while (blocks.hasNext()) {
        DMatrixRMaj values = blocks.next().values();
        double[] sum = new double[values.numRows];
        double[] minus = new double[values.numRows];
        for (int i = 0; i < sum.length; i++) {
          for (int j = 0; j < values.numCols; j++) sum[i] += values.get(i, j);
          minus[i] = -sum[i];
        }
        writer.write(List.of(sum, minus), List.of());
      }
      assertThat(writer.finish()).isEqualTo(opened.rows());
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    try (DuckDb database = DuckDb.open()) {
      return database.texts(sql).stream().map(row -> String.join("|", row)).toList();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void textKeepsItsCellsToTheLetter() throws IOException {
    String path =
        file(
            "t.csv",
            "id,a,name,b\n007,1.50,\"Ann, B\",2\n008,+3,,0x\n009,1e1,\"q \"\"x\"\"\",NA\n");
    Path out = folder.resolve("out.csv");
    score(path, SourceOptions.ALL.withColumns(List.of("a")), out);
    assertThat(out)
        .hasContent(
            """
            id,a,name,b,sum,minus
            007,1.50,"Ann, B",2,1.5,-1.5
            008,+3,,0x,3.0,-3.0
            009,1e1,"q ""x\""",NA,10.0,-10.0
            """);
  }

  @Test
  void textGetsTheTypesItMeansInParquet() throws Exception {
    String path =
        file(
            "t.csv",
            """
            i,zeros,x,day,at,name,none
            1,007,1.5,2024-02-29,2024-02-29 01:02:03,a,
            -2,08,NA,2024-03-01,2024-03-01T00:00:00,NA,
            """);
    Path out = folder.resolve("out.parquet");
    score(path, SourceOptions.ALL.withColumns(List.of("i")), out);
    String from = " FROM " + DuckDb.literal(out.toString());
    assertThat(
            rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT *" + from + ")"))
        .containsExactly(
            "i BIGINT",
            "zeros DOUBLE",
            "x DOUBLE",
            "day DATE",
            "at TIMESTAMP",
            "name VARCHAR",
            "none BIGINT",
            "sum DOUBLE",
            "minus DOUBLE");
    assertThat(
            rows(
                "SELECT i, zeros, coalesce(x, -1), day, \"at\"::VARCHAR, name, none IS NULL, sum"
                    + from))
        .containsExactly(
            "1|7.0|1.5|2024-02-29|2024-02-29 01:02:03|a|true|1.0",
            "-2|8.0|-1.0|2024-03-01|2024-03-01 00:00:00|NA|true|-2.0");
  }

  @Test
  void aCellFarDownChangesWhatAColumnMeans() throws Exception {
    String path = file("t.csv", "a,b,c\n" + "1,2,3\n".repeat(20_000) + "1,0.5,x\n");
    Path out = folder.resolve("out.parquet");
    score(path, SourceOptions.ALL.withColumns(List.of("a")), out);
    assertThat(rows("SELECT column_type FROM (DESCRIBE SELECT * FROM '%s')".formatted(out)))
        .startsWith("BIGINT", "DOUBLE", "VARCHAR");
    assertThat(rows("SELECT a, b, c FROM '%s' OFFSET 20000".formatted(out)))
        .containsExactly("1|0.5|x");
  }

  @Test
  void parquetKeepsItsTypes() throws Exception {
    String path = folder.resolve("in.parquet").toString();
    String types =
        "1::TINYINT AS a, 2::FLOAT AS b, 3.25::DECIMAL(9, 2) AS c, 'x' AS d, TIMESTAMPTZ '2024-01-01"
            + " 00:00:00+00' AS e, [1, 2] AS f, {'k': 1} AS g, true AS h, 'y'::BLOB AS i";
    try (DuckDb database = DuckDb.open()) {
      database.execute("COPY (SELECT %s) TO %s".formatted(types, DuckDb.literal(path)));
    }
    Path out = folder.resolve("out.parquet");
    score(path, SourceOptions.ALL.withColumns(List.of("a", "b", "c")), out);
    String described = "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '%s') LIMIT 9";
    assertThat(rows(described.formatted(out))).isEqualTo(rows(described.formatted(path)));
    assertThat(rows("SELECT COLUMNS(* EXCLUDE (sum, minus))::VARCHAR FROM '%s'".formatted(out)))
        .isEqualTo(rows("SELECT COLUMNS(*)::VARCHAR FROM '%s'".formatted(path)));
    assertThat(rows("SELECT sum, minus FROM '%s'".formatted(out))).containsExactly("6.25|-6.25");
  }

  @Test
  void rowsThatAreLeftOutStayOut() throws IOException {
    String path = file("t.tsv", "a\tkind\n1\tx\n\ty\n3\tx\n4\tz\n");
    SourceOptions some =
        SourceOptions.ALL
            .withColumns(List.of("a"))
            .withWhere("kind <> 'z'")
            .withMissing(Missing.DROP);
    Path out = folder.resolve("out.tsv");
    score(path, some, out);
    assertThat(out).hasContent("a\tkind\tsum\tminus\n1\tx\t1.0\t-1.0\n3\tx\t3.0\t-3.0\n");
  }

  @Test
  void aFileMayBeReplacedByItselfAndItsScores() throws IOException {
    String path = file("t.csv", "a\n1\n2\n");
    score(path, SourceOptions.ALL, Path.of(path));
    assertThat(Path.of(path)).hasContent("a,sum,minus\n1,1.0,-1.0\n2,2.0,-2.0\n");
    assertThat(names()).containsExactly("t.csv");
  }

  @Test
  void aNameThatIsTakenIsRefusedBeforeWork() throws IOException {
    try (TableSource source = TableSource.open(file("t.csv", "a,LogP\n1,2\n"))) {
      assertThatThrownBy(
              () -> new ScoredWriter(source, List.of("logp"), List.of(), folder.resolve("o.csv")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("has a column 'LogP' already, expected 'logp' to be a new name");
    }
    try (TableSource source = TableSource.open(file("t.csv", "x,X\n1,2\n"))) {
      assertThatThrownBy(
              () -> new ScoredWriter(source, List.of("logp"), List.of(), folder.resolve("o.csv")))
          .hasMessageContaining(
              "columns 'x' and 'X', expected names that differ by more than case");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedBeforeWork() throws IOException {
    Files.createDirectory(folder.resolve("d.csv"));
    for (String name : List.of("nowhere/o.csv", "d.csv", "o.xlsx", "o")) {
      assertThatThrownBy(() -> new RowWriter(folder.resolve(name), List.of("a"), Set.of()))
          .as(name)
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(folder.resolve(name) + " cannot be written: ");
    }
    assertThat(names()).containsExactly("d.csv");
  }

  @Test
  void whatIsNotFinishedLeavesTheOldFileAsItWas() throws IOException {
    Path out = Path.of(file("o.csv", "old"));
    try (RowWriter writer = new RowWriter(out, List.of("a"), Set.of())) {
      writer.write(new DMatrixRMaj(new double[][] {{1}}));
    }
    assertThat(out).hasContent("old");
    String source = file("t.csv", "a\n1\n2\n");
    try (TableSource opened = TableSource.open(source);
        ScoredWriter writer = new ScoredWriter(opened, List.of("s"), List.of("word"), out)) {
      writer.write(List.of(new double[] {1}), List.<String[]>of(new String[] {"a"}));
      assertThatThrownBy(writer::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("1 rows were written, expected all 2");
      assertThatThrownBy(() -> writer.write(List.of(new double[] {1, 2}), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(out).hasContent("old");
    assertThat(names()).containsExactly("o.csv", "t.csv");
  }

  @Test
  void newColumnsMayBeTextAndEmpty() throws IOException {
    String source = file("t.csv", "a\n1\n2\n3\n");
    Path out = folder.resolve("o.csv");
    try (TableSource opened = TableSource.open(source);
        ScoredWriter writer = new ScoredWriter(opened, List.of("s"), List.of("word"), out)) {
      writer.write(
          List.of(new double[] {1.5, Double.NaN, Double.NEGATIVE_INFINITY}),
          List.<String[]>of(new String[] {"x", "a, \"b\"", ""}));
      writer.finish();
    }
    assertThat(out).hasContent("a,s,word\n1,1.5,x\n2,,\"a, \"\"b\"\"\"\n3,-inf,\n");
  }

  /** The place vanishes between the first look and the end, as a full disk would show. */
  @Test
  void aFailureAtTheEndSaysWhy() throws IOException {
    Path out = Files.createDirectory(folder.resolve("sub")).resolve("o.parquet");
    try (RowWriter writer = new RowWriter(out, List.of("a"), Set.of())) {
      writer.write(new DMatrixRMaj(new double[][] {{1}}));
      Files.delete(folder.resolve("sub"));
      assertThatThrownBy(writer::finish)
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith(out + ": cannot be written: ")
          .hasMessageContaining("what was there before is unchanged");
    }
  }

  /** Every bit pattern is as likely, so all exponents and both ways of writing occur. */
  @ParameterizedTest
  @ValueSource(strings = {"o.csv", "o.tsv", "o.csv.gz", "o.parquet"})
  void doublesComeBackBitByBit(String name) {
    Random rng = new Random(7);
    DMatrixRMaj values = new DMatrixRMaj(5000, 2);
    for (int i = 0; i < values.getNumElements(); i++) {
      do values.data[i] = Double.longBitsToDouble(rng.nextLong());
      while (!Double.isFinite(values.data[i]));
    }
    double[] special = {-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 1e16, 123456789, 0x1p53};
    System.arraycopy(special, 0, values.data, 0, special.length);
    Path out = folder.resolve(name);
    try (RowWriter writer = new RowWriter(out, List.of("a", "b"), Set.of())) {
      writer.write(values);
      assertThat(writer.finish()).isEqualTo(5000);
    }
    assertThat(TableReader.read(out.toString()).values().data).isEqualTo(values.data);
  }

  @Test
  void integersLookLikeIntegers() throws IOException {
    Path out = folder.resolve("o.csv");
    try (RowWriter writer = new RowWriter(out, List.of("n", "x"), Set.of("n"))) {
      writer.write(new DMatrixRMaj(new double[][] {{3, 3}, {-0.0, 0.1}}));
      writer.write(new DMatrixRMaj(new double[][] {{0x1p53, 1e300}}));
      assertThatThrownBy(() -> writer.write(new DMatrixRMaj(new double[][] {{2.5, 1}})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("row 3, column 'n': expected an integer of 64 bits, got 2.5");
      writer.finish();
    }
    assertThat(out).hasContent("n,x\n3,3.0\n0,0.1\n9007199254740992,1e+300\n");
  }

  @Test
  void packedTextIsPacked() throws IOException {
    Path out = folder.resolve("o.TSV.gz");
    try (RowWriter writer = new RowWriter(out, List.of("a", "b, c"), Set.of("a"))) {
      writer.write(new DMatrixRMaj(new double[][] {{1, 2}}));
      writer.finish();
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(out))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("a\tb, c\n1\t2.0\n");
    }
  }

  /** Several row groups and, with more than one processor, several threads. */
  @ParameterizedTest
  @ValueSource(strings = {"o.csv", "o.parquet"})
  @Tag("slow")
  void aMillionScoresStandBesideTheirRows(String name) throws Exception {
    Path out = folder.resolve(name);
    String sql = "SELECT range AS i, 'n' || range AS name FROM range(1000000)";
    score(sql, SourceOptions.ALL.withColumns(List.of("i")), out);
    String check = "count(*) FILTER (i = sum AND i = -minus AND name = 'n' || i)";
    assertThat(rows("SELECT count(*), %s FROM '%s'".formatted(check, out)))
        .containsExactly("1000000|1000000");
    assertThat(rows("SELECT i FROM '%s' LIMIT 1 OFFSET 654321".formatted(out)))
        .containsExactly("654321");
  }
}
