package advect.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A new directory that goes with all it holds when this is closed, or when the program ends before,
 * by Ctrl-C too; only a process that is killed outright leaves it behind.
 */
public final class TemporaryDirectory implements AutoCloseable {
  /** What a killed process leaves behind says whose it was. */
  public static final String PREFIX = "advect-" + ProcessHandle.current().pid() + "-";

  /** A writer that has not heard of the end yet may add a file while they are being deleted. */
  private static final int SWEEPS = 5;

  private final Path path;
  private final Thread atExit = new Thread(this::sweep, "advect-temporary");

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /**
   * A directory under {@code java.io.tmpdir}, whose name begins with {@link #PREFIX}.
   *
   * @throws IOException if it cannot be made, or the program is about to end
   */
  public static TemporaryDirectory create() throws IOException {
    TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory(PREFIX));
    try {
      Runtime.getRuntime().addShutdownHook(directory.atExit);
    } catch (IllegalStateException e) {
      directory.sweep();
      throw new IOException("the program is about to end", e);
    }
    return directory;
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
      forgetExit();
    }
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The end has come already, and with it the sweep.
    }
  }

  private void sweep() {
    for (int i = 0; i < SWEEPS && Files.exists(path); i++) {
      try {
        delete();
      } catch (IOException e) {
        // Nobody is left to be told; the next sweep may succeed.
      }
    }
  }

  private synchronized void delete() throws IOException {
    deleteTree(path);
  }

  /** Deletes a directory with all it holds; does nothing if there is none. */
  public static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) return;
    try (Stream<Path> entries = Files.walk(directory)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
