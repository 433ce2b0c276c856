package advect.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are replaced as a whole or not at all: written beside, forced to disk, renamed. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /**
   * Replaces {@code file} by {@code content}.
   *
   * @throws IOException if it cannot be written; what was there before is then unchanged
   */
  public static void write(Path file, Content content) throws IOException {
    Path beside = beside(file, "partial");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Replaces {@code file} by {@code text} in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, channel -> writeFully(channel, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void writeFully(WritableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) channel.write(rest);
  }

  /** A new hidden name in the directory of {@code path}. */
  public static Path beside(Path path, String purpose) {
    String name = ".%s.%s-%s".formatted(path.getFileName(), purpose, UUID.randomUUID());
    return path.resolveSibling(name);
  }

  /** Waits until the disk holds the file, which is when a full disk is noticed at the latest. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Why an operation on files failed, in words. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) return "permission denied";
    if (e instanceof NoSuchFileException f) return f.getFile() + " does not exist";
    if (e instanceof FileAlreadyExistsException f) return f.getFile() + " is in the way";
    if (e instanceof FileSystemException f && f.getReason() != null) return f.getReason();
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
