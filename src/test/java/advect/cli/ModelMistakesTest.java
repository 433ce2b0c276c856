package advect.cli;

import static advect.cli.Tables.call;
import static org.assertj.core.api.Assertions.assertThat;

import advect.cli.Tables.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who calls for the impossible: nothing is written, and the code is 2. */
class ModelMistakesTest {
  @TempDir private static Path dir;

  @BeforeAll
  static void aModelAndTables() throws IOException {
    Path csv = Tables.csv(dir.resolve("t.csv"), 40);
    Tables.model(dir.resolve("m.safetensors"), csv);
    Files.writeString(dir.resolve("other.csv"), "minute,cost\n70,1\n60,2\n");
    Files.writeString(dir.resolve("nan.csv"), "minutes,cost\n70,1\n60,NaN\n");
    Files.writeString(dir.resolve("one.csv"), "minutes,cost\n70,1\n");
    Files.writeString(dir.resolve("scored.csv"), "minutes,cost,logp\n70,1,-3\n");
    Files.writeString(dir.resolve("wrong.safetensors"), "not a model at all, only some text\n");
  }

  /** DIR stands for the directory; the sentence is a part of the last line of standard error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          score DIR/wrong.safetensors --data DIR/t.csv                          | DIR/wrong.safetensors: its header claims 8029109312199880558 bytes of a file of 35; the file is damaged or no safetensors file
          score DIR/none.safetensors --data DIR/t.csv                           | DIR/none.safetensors: cannot be read
          score DIR --data DIR/t.csv                                            | DIR/model.safetensors: cannot be read
          score DIR/m.safetensors                                               | Missing required option: '--data=SOURCE'
          score DIR/m.safetensors --data DIR/none.csv                           | There is no file DIR/none.csv
          score DIR/m.safetensors --data DIR/other.csv                          | DIR/other.csv has no column 'minutes'; did you mean 'minute'?
          score DIR/m.safetensors --data DIR/other.csv --columns minute         | --columns names 1 columns, but the model has 2: minutes, cost; give a name for each, in this order
          score DIR/m.safetensors --data DIR/t.csv --out DIR/s.xlsx             | DIR/s.xlsx cannot be written: expected a name that ends in one of [.csv, .csv.gz, .parquet, .tsv, .tsv.gz]
          score DIR/m.safetensors --data DIR/t.csv --out DIR/no/s.csv           | DIR/no/s.csv cannot be written: there is no directory DIR/no; make it
          score DIR/m.safetensors --data DIR/scored.csv --out DIR/s.csv         | DIR/scored.csv has a column 'logp' already
          score DIR/m.safetensors --data DIR/t.csv --tolerance 0                | --tolerance must be between 1.0E-13 and 0.1, but is 0.0
          score DIR/m.safetensors --data DIR/t.csv --precision half             | --precision is "half"; the choices are float32, float64
          score DIR/m.safetensors --data DIR/t.csv --missing some               | --missing is "some"; the choices are refuse, drop, keep
          score DIR/m.safetensors --data DIR/nan.csv --missing refuse           | DIR/nan.csv, data row 2, column 'cost': found 'NaN', expected a finite number
          plot DIR/m.safetensors --data DIR/t.csv --missing keep                | --missing keep is for score and judge alone: choose refuse or drop
          score DIR/m.safetensors --data DIR/t.csv --threads 0                  | --threads must be between 1 and 1024, but is 0
          score DIR/m.safetensors --data DIR/t.csv --sample -1                  | sample is -1, expected a number of rows
          judge DIR/m.safetensors                                               | Missing required option: '--data=SOURCE'
          judge DIR/m.safetensors --data DIR/other.csv                          | DIR/other.csv has no column 'minutes'; did you mean 'minute'?
          judge DIR/m.safetensors --data DIR/t.csv --draws 10                   | --draws must be between 1,000 and 10,000,000, but is 10
          judge DIR/m.safetensors --data DIR/t.csv --tolerance 0                | --tolerance must be between 1.0E-13 and 0.1, but is 0.0
          sample DIR/m.safetensors -n 0                                         | -n must be at least 1, but is 0
          sample DIR/m.safetensors -n many                                      | 'many' is not a long
          sample DIR/m.safetensors -n 5 --out DIR/s.txt                         | DIR/s.txt cannot be written: expected a name that ends in one of
          sample DIR/m.safetensors -n 5 --out DIR/no/s.csv                      | DIR/no/s.csv cannot be written: there is no directory DIR/no; make it
          plot DIR/m.safetensors --data DIR/t.csv --out DIR/t.csv               | DIR/t.csv: is a file; --out takes a directory
          plot DIR/m.safetensors --data DIR/t.csv --columns cots,cost           | --columns: the model has no column cots; did you mean cost? (it has: minutes, cost)
          plot DIR/m.safetensors --data DIR/t.csv --columns cost --out DIR/p    | --columns must be 2 to 10 different columns, but is cost
          info DIR/wrong.safetensors                                            | DIR/wrong.safetensors: its header claims 8029109312199880558 bytes of a file of 35; the file is damaged or no safetensors file
          """)
  void aCallThatMakesNoSense(String words, String sentence) throws IOException {
    List<String> before = files();
    Outcome outcome = call(words.replace("DIR", dir.toString()).split(" "));
    assertThat(outcome.stderr().replace(dir.toString(), "DIR"))
        .contains("advect: ")
        .contains(sentence);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void onePictureNeedsTwoRows() {
    Outcome outcome =
        call(
            "plot", dir + "/m.safetensors", "--data", dir + "/one.csv", "--out", dir + "/pictures");
    assertThat(outcome.stderr()).contains("found 1 row, expected at least 2 to draw");
    assertThat(outcome.code()).isEqualTo(2);
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> entries = Files.walk(dir)) {
      return entries.map(Path::toString).sorted().toList();
    }
  }
}
