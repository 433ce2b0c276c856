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
      return Json.MAPPER.readValue(Files.readString(file), Metrics.class);
    } catch (JsonProcessingException e) {
      throw new SpecException(
          file + ": not the metrics of an experiment; run the experiment again", e);
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be read: " + AtomicFile.reason(e), e);
    }
  }
}
