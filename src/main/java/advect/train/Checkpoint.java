package advect.train;

import advect.file.FileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A training between two iterations, as it was saved.
 *
 * <p>Training that goes on from here ends with the same bits as if it had never stopped, on the
 * same kernels. What is random is drawn from seed and iteration, and needs no place in a file.
 */
public final class Checkpoint {
  private final Path file;
  private final Map<String, String> fingerprint;
  private final Snapshot snapshot;

  Checkpoint(Path file, Map<String, String> fingerprint, Snapshot snapshot) {
    this.file = file;
    this.fingerprint = fingerprint;
    this.snapshot = snapshot;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws FileException if it cannot be read, is damaged, of another kind, or newer
   */
  public static Checkpoint read(Path file) {
    return CheckpointFile.read(file);
  }

  /** Iterations that were made. */
  public int iterations() {
    return snapshot.steps().size();
  }

  /** Wall-clock seconds they took. */
  public double seconds() {
    return snapshot.seconds();
  }

  /** What is wrong with it, once that is known. */
  FileException unusable(IllegalArgumentException e) {
    return new FileException(file, "cannot be used: " + e.getMessage(), e);
  }

  /**
   * Where a training of this fingerprint goes on.
   *
   * @throws FileException naming every setting that differs, if it is of another training
   */
  Snapshot of(Map<String, String> training) {
    if (training.equals(fingerprint)) return snapshot;
    Set<String> settings = new LinkedHashSet<>(training.keySet());
    settings.addAll(fingerprint.keySet());
    String differences =
        settings.stream()
            .filter(key -> !Objects.equals(fingerprint.get(key), training.get(key)))
            .map(key -> difference(key, training))
            .collect(Collectors.joining("; "));
    throw new FileException(
        file,
        "is the checkpoint of another training: %s; give the same settings and data, or begin anew"
            .formatted(differences));
  }

  private String difference(String setting, Map<String, String> training) {
    return "%s was %s and is now %s"
        .formatted(
            setting,
            fingerprint.getOrDefault(setting, "unknown"),
            training.getOrDefault(setting, "unknown"));
  }
}
