package advect.experiment.export;

import advect.data.prepare.Preprocessing;
import advect.data.table.NpyWriter;
import advect.experiment.TableData;
import advect.experiment.result.Json;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import advect.file.FileException;
import advect.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows that an experiment learns, chooses and is judged by, as files for other programs.
 *
 * <p>Each of {@code train.npy}, {@code validation.npy} and {@code test.npy} is {@code
 * [rows][columns]} in the units of the table, every rounded value with the noise in its cell that
 * the run gives it. So the mean log density of the test points by any program, in nats, and minus
 * {@code nll_dequantized} of the run's results are of the same points and units. {@code
 * train-rows.npy} has the rows without noise, for those who want their own in every epoch, and
 * {@code columns.json} the name of each column and the width of its cells, 0 for a column that is
 * not rounded.
 *
 * @param train rows to learn from
 * @param validation rows to choose by
 * @param test rows to judge by
 */
public record TableParts(int train, int validation, int test) {
  /**
   * Writes the files of an experiment's table.
   *
   * @param directory is made if it is not there; files of these names in it are replaced
   * @return how many rows each part has
   * @throws InputException if the experiment has no table, or one that is too long for memory, that
   *     cannot be learned from or has a column without units; if a file cannot be written
   */
  public static TableParts write(ExperimentSpec spec, Path directory) {
    if (!(spec.data() instanceof DataSpec.TableSpec table)) {
      throw new SpecException("data: is a toy, which has no rows to split; give data.table");
    }
    try (TableData data = TableData.open(table, spec.seed())) {
      if (data.disk().isPresent()) {
        throw new SpecException(
            "data.memory-cells: %s has more cells than that, so its rows are not all in memory to be written; raise it"
                .formatted(table.source()));
      }
      return write(data, directory);
    }
  }

  private static TableParts write(TableData data, Path directory) {
    Map<String, DMatrixRMaj> arrays = new LinkedHashMap<>();
    arrays.put("train", data.dequantizedTraining());
    arrays.put("validation", data.dequantizedValidation());
    arrays.put("test", data.dequantizedTest());
    arrays.put("train-rows", data.train());
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, DMatrixRMaj> array : arrays.entrySet()) {
        NpyWriter.write(directory.resolve(array.getKey() + ".npy"), array.getValue());
      }
      String columns = Json.file(columns(data.preprocessing()));
      AtomicFile.write(directory.resolve("columns.json"), columns);
    } catch (IOException e) {
      throw FileException.unwritable(directory, e);
    }
    return new TableParts(data.train().numRows, data.validation().numRows, data.test().numRows);
  }

  private static Map<String, Object> columns(Preprocessing preprocessing) {
    List<Double> cells =
        IntStream.range(0, preprocessing.inputs()).mapToObj(preprocessing::cellWidth).toList();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("names", preprocessing.columns());
    tree.put("cells", cells);
    return tree;
  }
}
