package advect.experiment.result;

import advect.file.AtExit;
import advect.file.AtomicFile;
import advect.file.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A hidden directory that is filled beside its place and then takes it.
 *
 * <p>Whatever ends the work in order, Ctrl-C included, leaves the old directory or the new one in
 * the place and nothing beside it. A process that is killed outright (SIGKILL, a power failure) can
 * leave a hidden directory: {@code .NAME.partial-UUID}, which is rubbish, or, between the two moves
 * of {@link #swap}, {@code .NAME.old-UUID}, which is then all there is of the old one.
 */
final class Stage implements AutoCloseable {
  private final Path place;
  private final Path path;
  private final Path old;
  private final AtExit atExit;

  /**
   * @param place where the directory goes; directories above it are made when it does
   * @param near a path in a directory that exists, on the disk of {@code place}
   * @throws IOException if the hidden directory cannot be made, or the program is about to end
   */
  Stage(Path place, Path near) throws IOException {
    this.place = place;
    path = AtomicFile.beside(near, "partial");
    old = AtomicFile.beside(place, "old");
    synchronized (this) { // the sweep waits, so that an end now does not miss the directory
      atExit = AtExit.run("advect-stage", this::sweep);
      make();
    }
  }

  private void make() throws IOException {
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      atExit.close();
      throw e;
    }
  }

  /** Where to write. */
  Path path() {
    return path;
  }

  /** Forces all files to disk and moves them to the place together. */
  void moveIntoPlace() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) AtomicFile.force(file);
    }
    Path parent = place.getParent();
    if (parent != null) Files.createDirectories(parent);
    swap();
  }

  /** Waited for by {@link #sweep}, so that the end cannot come between the two moves. */
  private synchronized void swap() throws IOException {
    boolean replaces = Files.exists(place);
    if (replaces) Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
  }

  @Override
  public void close() {
    sweep();
    atExit.close();
  }

  private synchronized void sweep() {
    delete(path);
    if (Files.exists(place)) delete(old);
  }

  private static void delete(Path directory) {
    try {
      TemporaryDirectory.deleteTree(directory);
    } catch (IOException e) {
      // Rubbish beside good results is no reason to fail.
    }
  }
}
