package advect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * {@code python3}, or what ADVECT_PYTHON names, as a program whose output is kept.
 *
 * @param dir takes the files {@code out} and {@code err}
 */
public record Python(Path dir) {
  private static final String PROGRAM =
      Objects.requireNonNullElse(System.getenv("ADVECT_PYTHON"), "python3");

  /** Whether it is there with NumPy and safetensors. */
  public boolean canReadModels() throws InterruptedException {
    return run("-c", "import numpy, safetensors") == 0;
  }

  /** Its exit code; -1 if there is no such program, or it takes more than a minute. */
  public int run(String... args) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(args));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(dir.resolve("out").toFile())
              .redirectError(dir.resolve("err").toFile())
              .start();
      if (process.waitFor(60, TimeUnit.SECONDS)) return process.exitValue();
      process.destroyForcibly();
      return -1;
    } catch (IOException e) {
      return -1; // no such program
    }
  }

  /** The lines of the last run's standard output as numbers. */
  public double[] numbers() throws IOException {
    return Files.readAllLines(dir.resolve("out")).stream()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
