package advect.experiment.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that produced a result, as far as it explains the times.
 *
 * @param cpu model of the processor
 * @param cores processors that the program may use
 * @param threads threads that did use them
 * @param os operating system and instruction set
 */
public record Machine(String cpu, int cores, int threads, String os) {
  private static final Path LINUX_CPUS = Path.of("/proc/cpuinfo");

  /** This machine, used with {@code threads} threads. */
  public static Machine current(int threads) {
    String arch = System.getProperty("os.arch", "unknown");
    return new Machine(
        cpu(arch),
        Runtime.getRuntime().availableProcessors(),
        threads,
        System.getProperty("os.name", "unknown") + " " + arch);
  }

  private static String cpu(String fallback) {
    try (Stream<String> lines = Files.lines(LINUX_CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(fallback);
    } catch (IOException e) {
      return fallback; // only Linux has the file
    }
  }
}
