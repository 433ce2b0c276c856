package advect.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A new directory that goes with all it holds when this is closed, or when the program ends before,
 * by Ctrl-C too; only a process that is killed outright leaves it behind.
 */
public final class TemporaryDirectory implements AutoCloseable {
  /** What a killed process leaves behind says whose it was. */
  public static final String PREFIX = "advect-" + ProcessHandle.current().pid() + "-";

  private final AtExit atExit;
  private final Path path;

  /** While it is being made, {@link #sweep} waits, so that an end now does not miss it. */
  private TemporaryDirectory() throws IOException {
    synchronized (this) {
      atExit = AtExit.run("advect-temporary", this::sweep);
      path = made();
    }
  }

  /** Where none can be made, nothing is left to be done at the end. */
  private Path made() throws IOException {
    try {
      return Files.createTempDirectory(PREFIX);
    } catch (IOException e) {
      atExit.close();
      throw e;
    }
  }

  /**
   * A directory under {@code java.io.tmpdir}, whose name begins with {@link #PREFIX}.
   *
   * @throws IOException if it cannot be made, or the program is about to end
   */
  public static TemporaryDirectory create() throws IOException {
    return new TemporaryDirectory();
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Deletes it.
   *
   * @throws IOException if something in it cannot be deleted
   */
  @Override
  public void close() throws IOException {
    try {
      delete();
    } finally {
      atExit.close();
    }
  }

  private void sweep() {
    try {
      delete();
    } catch (IOException e) {
      // Nobody is left to be told.
    }
  }

  private synchronized void delete() throws IOException {
    deleteTree(path);
  }

  /**
   * Deletes a directory with all it holds; does nothing if there is none. It gets another name
   * first, so that a writer who has not heard of the end cannot add to it meanwhile.
   */
  public static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) return;
    try (Stream<Path> entries = Files.walk(renamed(directory))) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Path renamed(Path directory) {
    Path away = directory.resolveSibling(directory.getFileName() + "-" + UUID.randomUUID());
    try {
      return Files.move(directory, away, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return directory; // Windows does not move directories in use
    }
  }
}
