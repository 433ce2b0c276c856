package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import advect.input.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of bad input gets its own sentence; {@code F} stands for the file. */
class BadInputTest {
  @TempDir Path folder;

  /** What a person reads when this content cannot be used. */
  private String complaint(String content, String... columns) throws IOException {
    Path path = Files.writeString(folder.resolve("F"), content);
    return complaintAbout(path.toString(), columns);
  }

  private String complaintAbout(String source, String... columns) {
    InputException e =
        catchThrowableOfType(
            InputException.class,
            () -> TableReader.read(source, List.of(columns)).requireLearnable());
    assertThat(e).as("reading must fail").isNotNull();
    return String.valueOf(e.getMessage()).replace(folder + "/", "");
  }

  @Test
  void aMissingFileIsToldItsNearestNeighbour() throws IOException {
    Files.writeString(folder.resolve("geyser.csv"), "a\n1\n");
    assertThat(complaintAbout(folder.resolve("geysir.csv").toString()))
        .isEqualTo(
            "There is no file geysir.csv; did you mean geyser.csv? Check the path, or write a query"
                + " that begins with SELECT.");
    assertThat(complaintAbout("nowhere/x.csv"))
        .isEqualTo(
            "There is no file nowhere/x.csv. Check the path, or write a query that begins with"
                + " SELECT.");
  }

  @Test
  void aDirectoryIsNotAFile() throws IOException {
    Files.createDirectory(folder.resolve("D"));
    assertThat(complaintAbout(folder.resolve("D").toString()))
        .isEqualTo("D is a directory, expected a file; name a file in it.");
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() throws IOException {
    String expected =
        "F is empty, expected a header line and rows of numbers; check how it was made.";
    assertThat(complaint("")).isEqualTo(expected);
    assertThat(complaint("\n\n")).isEqualTo(expected);
  }

  @Test
  void aHeaderAloneIsNotATable() throws IOException {
    assertThat(complaint("a,b\n"))
        .isEqualTo(
            "F: found columns [a, b] but no data rows, expected rows of numbers; check how it was"
                + " made.");
  }

  @Test
  void oneRowCanBeReadButNotLearnedFrom() throws IOException {
    String path = Files.writeString(folder.resolve("F"), "a,b\n1,2\n").toString();
    assertThat(TableReader.read(path).rows()).isEqualTo(1);
    assertThat(complaint("a,b\n1,2\n"))
        .isEqualTo("F: found 1 data row, expected at least 2 to learn a density; add rows.");
  }

  @Test
  void aColumnOfTextIsNamedWithTheColumnsToChooseInstead() throws IOException {
    assertThat(complaint("duration,kind,waiting\n3.6,long,79\n1.8,short,54\n"))
        .isEqualTo(
            "F: column 'kind' holds no numbers (data row 1 is 'long'), expected numbers; choose the"
                + " others with columns: [duration, waiting].");
  }

  @Test
  void aWordAmongNumbersIsFoundHoweverFarDown() throws IOException {
    assertThat(complaint("a,b\n" + "1,2\n".repeat(30_000) + "3,oops\n"))
        .isEqualTo(
            "F, data row 30001, column 'b': found 'oops', expected a finite number; correct it or"
                + " remove the row.");
  }

  @Test
  void emptyCellsNanAndInfinityAreFound() throws IOException {
    assertThat(complaint("a,b\n1,2\n,3\n4,5\n"))
        .isEqualTo(
            "F, data row 2, column 'a': found an empty cell, expected a finite number; correct it"
                + " or remove the row.");
    assertThat(complaint("a,b\n1,2\n3,NaN\n")).contains("data row 2, column 'b': found 'NaN'");
    assertThat(complaint("a,b\n1,2\n3,-inf\n")).contains("data row 2, column 'b': found '-inf'");
    assertThat(complaint("a,b\n1,2\n3,1e999\n")).contains("data row 2, column 'b': found '1e999'");
    assertThat(complaint("a,b\n1,2\n3,NA\n")).contains("data row 2, column 'b': found 'NA'");
  }

  @Test
  void aBadCellInAColumnThatWasNotChosenDoesNotMatter() throws IOException {
    String path = Files.writeString(folder.resolve("F"), "a,b\n1,x\n2,\n").toString();
    assertThat(TableReader.read(path, List.of("a")).rows()).isEqualTo(2);
  }

  @Test
  void aConstantColumnCanBeReadButNotLearnedFrom() throws IOException {
    assertThat(complaint("a,b\n1,7\n2,7\n3,7\n"))
        .isEqualTo(
            "F: column 'b' is 7.0 in all 3 data rows, expected it to vary, because a constant has no"
                + " density; choose the others with columns: [a].");
  }

  @Test
  void moreColumnsThanRowsHaveNoDensity() throws IOException {
    assertThat(complaint("a,b,c\n1,2,3\n4,5,7\n"))
        .isEqualTo(
            "F: found 2 data rows and 3 columns, expected more rows than columns, because fewer lie"
                + " on a plane without density; add rows, or choose fewer columns with columns:"
                + " [...].");
  }

  @Test
  void anUnknownColumnIsToldTheNearestAndAllOthers() throws IOException {
    assertThat(complaint("eruptions,waiting\n1,2\n3,4\n", "waitin"))
        .isEqualTo(
            "F has no column 'waitin'; did you mean 'waiting'? Its columns are: eruptions,"
                + " waiting.");
  }

  @Test
  void columnsOfOneNameAreRefused() throws IOException {
    assertThat(complaint("a,b,a\n1,2,3\n4,5,6\n"))
        .isEqualTo("F: columns 1 and 3 are both called 'a', expected distinct names; rename one.");
    assertThat(complaint("a,b\n1,2\n4,5\n", "a", "a"))
        .startsWith("columns: [a, a]: columns 1 and 2 are both called 'a'");
  }

  @Test
  void raggedRowsAreGivenByTheirLine() throws IOException {
    assertThat(complaint("a,b\n1,2\n3\n4,5\n"))
        .isEqualTo(
            "F, line 3: found 1 of 2 cells, expected as many as in the first line; complete or"
                + " remove it.");
    assertThat(complaint("a,b\n1,2\n4,5\n6,7,8\n"))
        .isEqualTo(
            "F, line 4: found more cells than in the first line (2), expected as many; remove the"
                + " others.");
  }

  /** Else the 5 of the column a would be one of b, and the 6 of b text. */
  @Test
  void anEmptyCellTooManyAtTheEndIsRefusedUnlessAllLinesHaveIt() throws IOException {
    assertThat(complaint("a,b,name\n1,2,x\n,5,6,\n7,8,\n"))
        .isEqualTo(
            "F, line 3: found an empty cell at the end, one more than the 3 of the first line,"
                + " expected it in all lines or none; remove the delimiter that is too many.");
    assertThat(column("a,b\n1,2,\n3,4,\n", "a")).containsExactly(1, 3);
    assertThat(column("a,b\n1,\"2\"\n3,\n", "a")).containsExactly(1, 3);
    assertThat(column("a b\n1 2\n3 4 \n", "a")).containsExactly(1, 3);
    assertThat(column("a,note\n1,\"x\ny, z,\n\"\n3,\n", "a")).containsExactly(1, 3);
  }

  private double[] column(String text, String name) throws IOException {
    Path path = Files.writeString(folder.resolve("G"), text);
    SourceOptions options = SourceOptions.ALL.withColumns(List.of(name));
    try (TableSource source = TableSource.open(path.toString(), options)) {
      return source.read().values().data;
    }
  }

  @Test
  void strayQuotesAndOtherEncodingsAreGivenByTheirLine() throws IOException {
    assertThat(complaint("a,b\n1,\"2\n3,4\n"))
        .isEqualTo(
            "F, line 2: found a stray double quote, expected quotes around whole cells or none;"
                + " correct it.");
    Path path = folder.resolve("F");
    Files.write(path, "a,b\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(complaintAbout(path.toString()))
        .isEqualTo("F, line 2: found bytes that are not UTF-8, expected text; convert it.");
  }

  @Test
  void aFileThatIsNotWhatItsEndingSaysIsRefused() throws IOException {
    Path path = Files.writeString(folder.resolve("F.parquet"), "a,b\n1,2\n");
    assertThat(complaintAbout(path.toString()))
        .startsWith("F.parquet cannot be read: ")
        .endsWith(" Expected a CSV, TSV, Parquet or JSON file, as its ending says.");
  }

  @Test
  void aWrongQueryIsShownWithTheReason() {
    assertThat(complaintAbout("SELECT x FROM nothing"))
        .startsWith("The query 'SELECT x FROM nothing' cannot be run: ")
        .contains("nothing")
        .endsWith(" Correct it.");
  }

  @Test
  void aDateInAQueryIsNotANumber() {
    assertThat(complaintAbout("SELECT 1.5 AS x, DATE '2020-01-02' AS day, true AS yes"))
        .contains("column 'day' holds no numbers (data row 1 is '2020-01-02')")
        .endsWith("choose the others with columns: [x].");
  }

  @Test
  void onesOwnNumbersMustBeFiniteToo() {
    DMatrixRMaj values = new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}});
    InputException e =
        catchThrowableOfType(
            InputException.class, () -> new Table("mine", List.of("a", "b"), values));
    assertThat(e)
        .hasMessage(
            "mine, data row 2, column 'b': found NaN, expected a finite number; correct it or remove"
                + " the row.");
  }
}
