package advect.experiment.result;

import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import advect.file.FileException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The plan of an unfinished training, in a hidden file beside its checkpoint, so that whoever goes
 * on with the training need not plan it again.
 */
public final class SavedPlan {
  private final Path file;
  private final String request;

  private SavedPlan(Path file, String request) {
    this.file = file;
    this.request = request;
  }

  /**
   * The contents of the file.
   *
   * @param request what the plan was made of
   * @param experiment as a file
   * @param trials of the pilot
   * @param text of {@code plan.yaml}
   */
  private record Contents(
      String request, String experiment, List<PilotTrial> trials, String text) {}

  /**
   * The plan of results that were asked for in this way.
   *
   * @param request text that is equal for those that have one plan
   */
  public static SavedPlan of(ResultsDirectory results, String request) {
    return new SavedPlan(results.companion("plan.json"), request);
  }

  /** The plan, if there is a whole one of this request. */
  public Optional<Plan> read() {
    try {
      if (!Files.exists(file)) return Optional.empty();
      Contents saved = Json.MAPPER.readValue(Files.readString(file), Contents.class);
      if (!request.equals(saved.request)) return Optional.empty();
      ExperimentSpec spec = ExperimentSpec.parse(saved.experiment, file.toString(), List.of());
      return Optional.of(new Plan(spec, saved.trials, Optional.of(saved.text)));
    } catch (JsonProcessingException | SpecException e) {
      return Optional.empty(); // of another version; planning again costs little
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be read: " + AtomicFile.reason(e), e);
    }
  }

  /**
   * Writes a plan.
   *
   * @throws FileException if it cannot be written
   */
  public void write(Plan plan) {
    String text = plan.file().orElse("");
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) Files.createDirectories(directory);
      AtomicFile.write(
          file, Json.file(new Contents(request, plan.spec().yaml(), plan.trials(), text)));
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
  }

  /** Deletes the plan, which is of no more use. */
  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
  }
}
