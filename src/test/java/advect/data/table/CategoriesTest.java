package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.table.SourceOptions.Missing;
import advect.data.table.database.Levels;
import advect.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of text, or of numbers, that are wanted as categories. */
class CategoriesTest {
  private static final String KINDS = "x,kind\n1,storm\n2, calm \n3,storm\n4,\"gale, strong\"\n";

  @TempDir private Path folder;

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content).toString();
  }

  private static SourceOptions kinds(String... levels) {
    return SourceOptions.ALL.withCategories(Map.of("kind", List.of(levels)));
  }

  private static double[] values(String source, SourceOptions options) {
    try (TableSource opened = TableSource.open(source, options)) {
      return opened.read().values().data;
    }
  }

  @Test
  void levelsAreFoundSortedAndCellsArriveAsTheirNumbers() throws IOException {
    try (TableSource source = TableSource.open(file(KINDS), kinds())) {
      assertThat(source.levels())
          .containsExactly(Map.entry("kind", List.of("calm", "gale, strong", "storm")));
      assertThat(source.read().values().data).containsExactly(1, 2, 2, 0, 3, 2, 4, 1);
      try (RowBlocks blocks = source.blocks(3)) {
        assertThat(blocks.next().values().data).containsExactly(1, 2, 2, 0, 3, 2);
        assertThat(blocks.next().values().data).containsExactly(4, 1);
      }
    }
  }

  @Test
  void knownLevelsKeepTheirOrderWhetherTheyOccurOrNot() throws IOException {
    SourceOptions known = kinds("storm", "it's new", "calm", "gale, strong");
    assertThat(values(file(KINDS), known)).containsExactly(1, 0, 2, 2, 3, 0, 4, 3);
  }

  @Test
  void aValueThatIsNoLevelIsNamedWithTheNearest() throws IOException {
    String file = file("x,kind\n1,storm\n2,strom\n3,calm\n");
    assertThatThrownBy(() -> values(file, kinds("calm", "storm")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ", data row 2, column 'kind': found 'strom', expected one of its 2 levels (calm,"
                + " storm), the nearest is 'storm'; correct it or remove the row.");
  }

  @Test
  void ofManyLevelsAMessageShowsSome() {
    String expected =
        new Levels(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i")).expected("?");
    assertThat(expected).isEqualTo("one of its 9 levels (a, b, c, d, e, f, g, h, ...)");
  }

  @Test
  void missingCellsAreRefusedOrDroppedAsThoseOfNumbersAre() throws IOException {
    String file = file("x,kind\n1,storm\n2,\n3,calm\n4,NA\n");
    assertThatThrownBy(() -> values(file, kinds()))
        .hasMessageContaining("data row 2, column 'kind': found an empty cell, expected one of");
    try (TableSource source = TableSource.open(file, kinds().withMissing(Missing.DROP))) {
      assertThat(source.dropped()).isEqualTo(2);
      assertThat(source.read().values().data).containsExactly(1, 1, 3, 0);
    }
  }

  @Test
  void numbersAreToldApartAsNumbersAndSortedByTheirSize() throws IOException {
    String file = file("x,kind\n1,10\n2,9\n3,9.0\n4,-1.5\n5,b\n6, a\n");
    try (TableSource source = TableSource.open(file, kinds())) {
      assertThat(source.levels().get("kind")).containsExactly("-1.5", "9", "10", "a", "b");
    }
    String typed = "SELECT range AS x, (range % 2)::DOUBLE AS kind FROM range(4)";
    assertThat(values(typed, kinds("0", "1"))).containsExactly(0, 0, 1, 1, 2, 0, 3, 1);
  }

  @Test
  void categoriesThatCannotBeAreRefused() throws IOException {
    String file = file("x,kind\n1,storm\n2,storm\n");
    assertThatThrownBy(() -> values(file, kinds()))
        .hasMessageContaining("column 'kind' holds 'storm' and nothing else, expected a category");
    SourceOptions unwanted = kinds().withColumns(List.of("x"));
    assertThatThrownBy(() -> values(file, unwanted))
        .hasMessageContaining("the category 'kind' is not among the wanted columns")
        .hasMessageContaining("They are: x.");
    String many = "SELECT range AS x, 'v' || range AS kind FROM range(300)";
    assertThatThrownBy(() -> values(many, kinds()))
        .hasMessageContaining("more than 256 different values, expected a category of 2 to 256");
  }

  @Test
  void namesOfLevelsAreWrittenToTextAndParquet() throws IOException {
    Map<String, List<String>> levels =
        Map.of("kind", List.of("calm", "it's a gale, \"strong\""), "flag", List.of("0", "10"));
    for (String name : List.of("out.csv", "out.parquet")) {
      Path out = folder.resolve(name);
      List<String> columns = List.of("kind", "x", "flag");
      try (RowWriter writer = new RowWriter(out, columns, Set.of("kind", "flag"), levels)) {
        writer.write(new DMatrixRMaj(new double[][] {{1, 0.5, 1}, {0, 2, 0}}));
        assertThat(writer.finish()).isEqualTo(2);
      }
      try (TableSource back =
          TableSource.open(out.toString(), SourceOptions.ALL.withCategories(levels))) {
        assertThat(back.read().values().data).containsExactly(1, 0.5, 1, 0, 2, 0);
      }
      try (TableSource numbers =
          TableSource.open(out.toString(), SourceOptions.ALL.withColumns(List.of("flag")))) {
        assertThat(numbers.read().values().data).containsExactly(10, 0);
      }
    }
    assertThat(Files.readAllLines(folder.resolve("out.csv")))
        .containsExactly("kind,x,flag", "\"it's a gale, \"\"strong\"\"\",0.5,10", "calm,2.0,0");
  }

  @Test
  void oneReadingServesManySelections() throws IOException {
    try (SpooledTable table = SpooledTable.open(file("a,b\n1,2\n3,\n5,6\n"))) {
      SourceOptions dropped = SourceOptions.ALL.withMissing(Missing.DROP);
      SourceOptions sampled = SourceOptions.ALL.withColumns(List.of("a")).withSample(2, 1);
      try (TableSource a = table.select(dropped);
          TableSource b = table.select(sampled)) {
        assertThat(a.read().values().data).containsExactly(1, 2, 5, 6);
        assertThat(DoubleStream.of(b.read().values().data).boxed())
            .hasSize(2)
            .isSubsetOf(1.0, 3.0, 5.0);
        assertThat(a.read().values().data).containsExactly(1, 2, 5, 6);
      }
      try (TableSource all = table.select(sampled.withSample(0, 1))) {
        assertThat(all.read().values().data).containsExactly(1, 3, 5);
      }
    }
  }

  @Test
  void queriesAreToldFromNames() {
    assertThat(TableSource.isQuery(" select\n1 AS a")).isTrue();
    assertThat(TableSource.isQuery("FROM t")).isTrue();
    assertThat(TableSource.isQuery("selection.csv")).isFalse();
    assertThat(TableSource.isQuery("with.csv")).isFalse();
  }
}
