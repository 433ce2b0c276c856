package advect.experiment.result;

import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What a study measured: the contents of its {@code metrics.json}.
 *
 * @param name of the experiment
 * @param study what it is about
 * @param seed of every random number
 * @param protocol how the figures were obtained, in sentences that anyone could repeat
 * @param config every key with its value
 * @param provenance where the figures come from
 * @param measured the figures
 */
public record StudyMetrics(
    String name,
    String study,
    long seed,
    String protocol,
    Map<String, Object> config,
    @JsonUnwrapped Provenance provenance,
    @JsonUnwrapped Measured measured) {
  /** Requires every part. */
  public StudyMetrics {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(study, "study");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(measured, "measured");
  }

  /**
   * Figures; their keys stand beside the others in the file.
   *
   * @param test figures by name, in the units that their names or the protocol say
   * @param reference published or other figures that belong beside those of the same name
   * @param time durations by name, in seconds
   */
  public record Measured(
      Map<String, Double> test, Map<String, Double> reference, Map<String, Double> time) {
    /** Requires all of them. */
    public Measured {
      Objects.requireNonNull(test, "test");
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(time, "time");
    }
  }

  /** Whether a {@code metrics.json} is that of a study. */
  public static boolean isIn(Path file) {
    try {
      return Json.MAPPER.readTree(file.toFile()).has("study");
    } catch (IOException e) {
      return false; // whoever reads it says why
    }
  }

  /**
   * Reads a {@code metrics.json}.
   *
   * @throws SpecException if the file is missing or holds something else
   */
  public static StudyMetrics read(Path file) {
    try {
      return Json.MAPPER.readValue(Files.readString(file), StudyMetrics.class);
    } catch (JsonProcessingException e) {
      throw new SpecException(file + ": not the metrics of a study; run the experiment again", e);
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be read: " + AtomicFile.reason(e), e);
    }
  }
}
