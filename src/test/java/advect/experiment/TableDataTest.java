package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.Split;
import advect.data.prepare.Encoded;
import advect.data.prepare.PreprocessingOptions;
import advect.data.table.Table;
import advect.experiment.spec.DataSpec;
import advect.train.objective.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDataTest {
  private static final int ROWS = 50;

  @TempDir private Path dir;

  private final TableData data =
      TableData.of(rounded(), Split.Fractions.DEFAULT, PreprocessingOptions.DEFAULT, 1);

  /** Whole numbers from 0 to 9. */
  private static Table rounded() {
    DMatrixRMaj values = new DMatrixRMaj(ROWS, 1);
    for (int i = 0; i < ROWS; i++) values.set(i, 0, i % 10);
    return new Table("rounded", List.of("a"), values);
  }

  @Test
  void everyBatchHasNoiseOfItsOwnAndIsAFunctionOfItsNumber() {
    Batches batches = data.batches(40); // all training rows: an epoch a batch
    double[] first = batches.batch(0).x().data;
    double[] second = batches.batch(1).x().data;
    assertThat(Arrays.stream(first).distinct().count()).isEqualTo(40);
    assertThat(sorted(second)).isNotEqualTo(sorted(first));
    assertThat(data.batches(40).batch(1).x().data).isEqualTo(second);
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }

  @Test
  void rowsThatJudgeHaveTheSameNoiseAlways() {
    Encoded test = data.encodedTest();
    assertThat(data.encodedTest().points().data).isEqualTo(test.points().data);
    assertThat(data.preprocessing().decode(test.points()).data).isEqualTo(data.test().data);
    assertThat(data.encodedValidation().points().get(0, 0)).isNotEqualTo(test.points().get(0, 0));
  }

  @Test
  void aTestTableOfItsOwnLeavesAllOtherRowsToTrainAndValidate() throws IOException {
    Path train = Files.writeString(dir.resolve("train.csv"), "a,b\n" + lines(0, 30));
    Path test = Files.writeString(dir.resolve("test.csv"), "b,a\n" + lines(100, 7));
    DataSpec.TableSpec d =
        new DataSpec.TableSpec(train.toString(), List.of(), Split.Fractions.DEFAULT);
    TableData parts =
        TableData.open(
            new DataSpec.TableSpec(
                d.source(), d.options(), test.toString(), d.split(), PreprocessingOptions.PLAIN),
            1);
    assertThat(parts.test().numRows).isEqualTo(7);
    assertThat(parts.train().numRows + parts.validation().numRows).isEqualTo(30);
    assertThat(parts.test().get(0, 1)).isEqualTo(100); // b, by name and not by place
  }

  private static String lines(int from, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < from + count; i++)
      lines.append(i).append(',').append(i * i % 7).append('\n');
    return lines.toString();
  }
}
