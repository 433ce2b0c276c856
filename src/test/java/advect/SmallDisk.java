package advect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk with room for a few kilobytes, for one process: a file system in memory, mounted in a name
 * space of its own, where the system lets anybody do that (Linux mostly does).
 */
public final class SmallDisk {
  private static final int CANNOT_MOUNT = 99;

  /** Mounts, copies what is to be there, runs the command there, and saves what it left. */
  private static final String SCRIPT =
      """
      mount -t tmpfs -o size="$1" none "$2/disk" && cp -R "$2/before/." "$2/disk" || exit 99
      left="$2/after" && cd "$2/disk" && shift 2
      "$@"
      code=$?
      cp -R . "$left"
      exit $code
      """;

  private final Path base;

  /** Works in {@code base}, an empty directory on a roomy disk. */
  public SmallDisk(Path base) throws IOException {
    this.base = base;
    for (String name : List.of("before", "disk", "after")) {
      Files.createDirectory(base.resolve(name));
    }
  }

  /** Where to put what is on the disk before. */
  public Path before() {
    return base.resolve("before");
  }

  /** What was on the disk afterwards. */
  public Path after() {
    return base.resolve("after");
  }

  /** Names of what was on the disk afterwards, hidden files too. */
  public List<String> left() throws IOException {
    try (Stream<Path> entries = Files.list(after())) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** What the process said on standard error. */
  public String said() throws IOException {
    return Files.readString(base.resolve("err"));
  }

  /**
   * Runs a command with the disk as its working directory.
   *
   * @param size of the disk, such as {@code 8k}
   * @return its exit code; the test is skipped if there can be no such disk
   */
  public int run(String size, List<String> command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", SCRIPT, "sh"));
    words.addAll(List.of(size, base.toString()));
    words.addAll(command);
    int code;
    try {
      code =
          new ProcessBuilder(words)
              .redirectOutput(base.resolve("out").toFile())
              .redirectError(base.resolve("err").toFile())
              .start()
              .waitFor();
    } catch (IOException e) {
      code = CANNOT_MOUNT; // no such program
    }
    boolean mounted = code != CANNOT_MOUNT && !said().startsWith("unshare:");
    assumeTrue(mounted, "users may not mount a file system here");
    return code;
  }
}
