package advect.train;

import advect.file.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Saves a training now and then, if it is to be saved at all. */
final class Saver {
  private static final double NANOS = 1e9;

  private final Optional<Checkpoints> checkpoints;
  private final Map<String, String> fingerprint;
  private long last = System.nanoTime();

  Saver(Optional<Checkpoints> checkpoints, Map<String, String> fingerprint) {
    this.checkpoints = checkpoints;
    this.fingerprint = fingerprint;
  }

  void saveIfDue(Supplier<Snapshot> training) {
    if (checkpoints.isEmpty()) return;
    if (System.nanoTime() - last >= checkpoints.get().seconds() * NANOS) save(training);
  }

  void save(Supplier<Snapshot> training) {
    if (checkpoints.isEmpty()) return;
    Path file = checkpoints.get().file();
    try {
      Path parent = file.getParent();
      if (parent != null) Files.createDirectories(parent);
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
    CheckpointFile.write(file, fingerprint, training.get());
    last = System.nanoTime();
  }
}
