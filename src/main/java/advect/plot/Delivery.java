package advect.plot;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Puts a whole file in its place, or none: writes beside, syncs, renames. */
final class Delivery {
  private Delivery() {}

  /** What fills a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static void write(Path file, Content content) throws IOException {
    Path place = file.toAbsolutePath();
    Path beside =
        place.resolveSibling("." + place.getFileName() + "." + ProcessHandle.current().pid());
    try {
      fill(beside, content);
      move(beside, place);
    } catch (IOException e) {
      throw new IOException("cannot write the picture %s: %s".formatted(file, reason(e)), e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void fill(Path file, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) return "its directory does not exist";
    if (e instanceof AccessDeniedException) return "permission denied";
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
