package advect.cli;

import advect.model.TableModel;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument MODEL. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ModelArgument {
  /** What a run calls its model. */
  private static final String FILE = "model.safetensors";

  @Parameters(
      paramLabel = "MODEL",
      description = "A model file, or the directory of results that holds model.safetensors.")
  private Path path;

  /** The file that was meant. */
  Path file() {
    return file(path);
  }

  TableModel read() {
    return TableModel.read(file());
  }

  /** A directory stands for the model in it. */
  static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve(FILE) : path;
  }
}
