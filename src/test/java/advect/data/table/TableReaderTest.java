package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.data.table.database.DuckDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static double[] values(Table table) {
    return table.values().data;
  }

  @Test
  void oldFaithfulHasItsRowsColumnsAndMeans() {
    Table table = TableReader.read("experiments/data/old-faithful.csv").requireLearnable();
    assertThat(table.columns()).containsExactly("eruptions", "waiting");
    assertThat(table.rows()).isEqualTo(272);
    double eruptions = 0;
    double waiting = 0;
    for (int i = 0; i < 272; i++) {
      eruptions += table.values().get(i, 0) / 272;
      waiting += table.values().get(i, 1) / 272;
    }
    // R's summary(faithful) prints means 3.488 and 70.90.
    assertThat(eruptions).isCloseTo(3.488, within(5e-4));
    assertThat(waiting).isCloseTo(70.90, within(5e-3));
  }

  @Test
  void columnsAreTakenByNameInTheOrderAskedFor() throws IOException {
    String path = file("t.csv", "a,b,kind\n1,2,x\n3,4,y\n");
    Table table = TableReader.read(path, List.of("b", "a"));
    assertThat(table.columns()).containsExactly("b", "a");
    assertThat(values(table)).containsExactly(2, 1, 4, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n\n3,4\n\n", "a;b\n1;2\n3;4",
        "a\tb\n1\t2\n3\t4\n", "a|b\n1|2\n3|4\n", "a b\n1 2\n3 4\n", "\uFEFFa,b\n1,2\n3,4\n",
        "\"a\",\"b\"\n\"1\",\"2\"\n3,4\n", "a, b\n 1, 2\n3, 4\n", "\n\n\na,b\n1,2\n3,4\n"
      })
  void everyUsualSpellingReadsTheSame(String content) throws IOException {
    Table table = TableReader.read(file("t.txt", content));
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(values(table)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aFileWithoutAHeaderGetsNumberedColumns() throws IOException {
    Table table = TableReader.read(file("t.csv", "1,2\n3,4\n"));
    assertThat(table.columns()).containsExactly("column0", "column1");
    assertThat(values(table)).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5,N/A,3\n4,5,6\n", "NA,inf,-Infinity\n4,5,6\n"})
  void missingAndInfiniteCellsInTheFirstLineAreNoHeader(String content) throws IOException {
    SourceOptions complete = SourceOptions.ALL.withMissing(SourceOptions.Missing.DROP);
    try (TableSource source =
        TableSource.open(file("t.csv", content), complete.withWhere("column0 = 4"))) {
      assertThat(source.columns()).containsExactly("column0", "column1", "column2");
      assertThat(source.read().values().data).containsExactly(4, 5, 6);
    }
  }

  @Test
  void numbersThatOnlyJavaReadsAreNames() throws IOException {
    Table table = TableReader.read(file("t.csv", "1d,20D,5f,3F,0x1p3\n1,2,3,4,5\n"));
    assertThat(table.columns()).containsExactly("1d", "20D", "5f", "3F", "0x1p3");
    assertThat(values(table)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void oneColumnWithASpaceInItsNameIsOneColumn() throws IOException {
    Table table = TableReader.read(file("t.csv", "waiting time\n79\n54\n"));
    assertThat(table.columns()).containsExactly("waiting time");
    assertThat(values(table)).containsExactly(79, 54);
  }

  @Test
  void numbersArriveAsTheNearestDouble() throws IOException {
    String[] texts = {
      "0.1", "1.8330000000000002", "-1e-310", "9007199254740993", "123456789012345678901234567890",
      "2.2250738585072011e-308", "1.7976931348623157e308", "3.", "+5", "-0.0"
    };
    Table table = TableReader.read(file("t.csv", "x\n" + String.join("\n", texts) + "\n"));
    for (int i = 0; i < texts.length; i++) {
      assertThat(values(table)[i]).as(texts[i]).isEqualTo(Double.parseDouble(texts[i]));
    }
  }

  @Test
  void integersOnTopAndFractionsFarBelowAreOneColumnOfNumbers() throws IOException {
    Table table = TableReader.read(file("t.csv", "x\n" + "1\n".repeat(30_000) + "0.5\n"));
    assertThat(table.rows()).isEqualTo(30_001);
    assertThat(values(table)[30_000]).isEqualTo(0.5);
  }

  @Test
  void aFileNameMayHoldQuotesAndWildcards() throws IOException {
    file("it's [1] 2?*.csv", "x\n1\n");
    file("it's 1 23.csv", "x\n2\n");
    Path path = folder.resolve("it's [1] 2?*.csv");
    assertThat(values(TableReader.read(path.toString()))).containsExactly(1);
  }

  @Test
  void columnNamesMayHoldQuotesAndDifferOnlyInCase() throws IOException {
    String path = file("t.csv", "\"it's \"\"it\"\"\",X,x\n1,2,3\n4,5,6\n");
    Table table = TableReader.read(path, List.of("x", "it's \"it\"", "X"));
    assertThat(values(table)).containsExactly(3, 1, 2, 6, 4, 5);
  }

  @Test
  void packedTextIsUnpacked() throws IOException {
    Path path = folder.resolve("t.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(values(TableReader.read(path.toString()))).containsExactly(1, 2);
  }

  @Test
  void jsonIsATable() throws IOException {
    String path = file("t.json", "[{\"a\": 1, \"b\": 2.5}, {\"a\": 3, \"b\": 4}]");
    assertThat(values(TableReader.read(path, List.of("b", "a")))).containsExactly(2.5, 1, 4, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.json.gz", "t.jsonl.gz", "t.ndjson.gz"})
  void packedJsonIsUnpacked(String name) throws IOException {
    Path path = folder.resolve(name);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write("{\"a\": 1, \"b\": 2.5}\n{\"a\": 3, \"b\": 4}\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(values(TableReader.read(path.toString()))).containsExactly(1, 2.5, 3, 4);
  }

  @Test
  void parquetIsATable() throws SQLException {
    Path path = folder.resolve("t's.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT range / 8 AS x, 'n' || range AS name, range::FLOAT AS y FROM range(3)) TO "
              + DuckDb.literal(path.toString()));
    }
    Table table = TableReader.read(path.toString(), List.of("x", "y"));
    assertThat(values(table)).containsExactly(0, 0, 0.125, 1, 0.25, 2);
  }

  @Test
  void aQueryIsATable() throws IOException {
    String path = file("t.csv", "a,b\n1,2\n3,4\n5,6\n");
    String sql = "select b, a / 2 as half from '" + path + "' where a > 1 -- a comment";
    Table table = TableReader.read(sql);
    assertThat(table.columns()).containsExactly("b", "half");
    assertThat(values(table)).containsExactly(4, 1.5, 6, 2.5);
    assertThat(table.source()).isEqualTo(sql);
    assertThat(TableReader.read("FROM range(3);").rows()).isEqualTo(3);
  }
}
