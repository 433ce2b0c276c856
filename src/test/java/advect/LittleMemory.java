package advect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/** Many cases in a process of little memory, each within a limit of time. */
public final class LittleMemory {
  /** Cases take milliseconds; a busy machine takes longer, and a hang for ever. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String HEAP = "64m";

  /** The heap, 512 MB of DuckDB's buffers, and what a virtual machine needs for itself. */
  private static final long MOST_KILOBYTES = 1 << 20;

  private static final Path STATUS = Path.of("/proc/self/status");

  private LittleMemory() {}

  /**
   * Starts the main method of a class with these words in a process of its own.
   *
   * @throws AssertionError with what it said, if it ended with another code than 0
   */
  public static void run(Class<?> cases, String... args) throws IOException, InterruptedException {
    Path said = Files.createTempFile("cases", ".log");
    Process process =
        new ProcessBuilder(JavaProcess.command(HEAP, cases.getName(), args))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      int code = process.waitFor();
      assertThat(code).as(() -> read(said)).isZero();
    } finally {
      process.destroyForcibly();
      Files.delete(said);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** In that process: one case. */
  public static void one(String name, Executable work) {
    assertTimeoutPreemptively(LIMIT, work, name);
  }

  /** In that process, where the system tells: all its memory was never more than a gigabyte. */
  public static void assertBounded() throws IOException {
    if (!Files.isReadable(STATUS)) return;
    String peak =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    assertThat(Long.parseLong(peak.replaceAll("\\D", ""))).isLessThan(MOST_KILOBYTES);
  }
}
