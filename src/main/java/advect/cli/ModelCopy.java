package advect.cli;

import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import advect.file.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A second place for the model of a run.
 *
 * @param file where it goes; null for nowhere
 */
record ModelCopy(@Nullable Path file) {
  static final ModelCopy NONE = new ModelCopy(null);

  /**
   * A copy at {@code file}, which training is not begun for if it has no place there.
   *
   * @throws SpecException if it is a directory or is to be in one that does not exist
   * @throws FileException if nothing can be written there
   */
  static ModelCopy to(Path file) {
    if (file.toString().isEmpty()) throw new SpecException("--model is empty; give a file");
    if (Files.isDirectory(file)) {
      throw new SpecException("--model %s: is a directory; give a file".formatted(file));
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new SpecException("--model %s: there is no directory %s".formatted(file, folder));
    }
    try {
      AtomicFile.probe(file);
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
    return new ModelCopy(file);
  }

  /**
   * Copies the model of the results, whole or not at all.
   *
   * @throws FileException if it cannot be written
   */
  void write(Path results) {
    if (file == null) return;
    try {
      AtomicFile.replace(
          file, beside -> Files.copy(results.resolve(ResultsDirectory.MODEL), beside));
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
  }
}
