package advect.experiment.result;

import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@link Metrics} as {@link Json}. */
public final class MetricsFormat {
  private MetricsFormat() {}

  /** The text of {@code metrics.json}. */
  public static String write(Metrics metrics) {
    return Json.file(metrics);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws SpecException if the file is missing or holds something else
   */
  public static Metrics read(Path file) {
    try {
      return upgraded(Json.MAPPER.readValue(Files.readString(file), Metrics.class));
    } catch (JsonProcessingException e) {
      throw new SpecException(
          file + ": not the metrics of an experiment; run the experiment again", e);
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be read: " + AtomicFile.reason(e), e);
    }
  }

  /**
   * Results from before tables had two figures: what they call the NLL of the test rows is that of
   * dequantized rows. The other is the same if no column was rounded, and was not measured else.
   */
  private static Metrics upgraded(Metrics read) {
    Metrics.TableFigures table = read.table();
    if (table == null || Double.isFinite(table.dequantized().nllDequantized())) return read;
    Metrics.Test test = read.test();
    Metrics.Dequantized old = table.dequantized();
    Metrics.Dequantized dequantized =
        new Metrics.Dequantized(test.nll(), test.nllSe(), old.standardizedNll(), old.bitsPerDim());
    boolean rounded =
        table.preprocessing().stream()
            .anyMatch(said -> said.startsWith("Column ") && said.contains("dequantized"));
    Metrics.Test known =
        new Metrics.Test(
            test.points(),
            rounded ? Double.NaN : test.nll(),
            rounded ? Double.NaN : test.nllSe(),
            test.entropy(),
            test.kl(),
            test.klSe());
    return new Metrics(
        read.subject(),
        read.provenance(),
        known,
        read.nfe(),
        read.time(),
        read.checks(),
        new Metrics.TableFigures(
            table.trainRows(),
            table.validationRows(),
            dequantized,
            table.preprocessing(),
            table.baselines(),
            table.calibration(),
            table.measure()));
  }
}
