package advect.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are replaced as a whole or not at all: written beside, forced to disk, renamed. */
public final class AtomicFile {
  private AtomicFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Writing {
    /** Writes all of it to a new file of this name. */
    void writeTo(Path beside) throws IOException;
  }

  /**
   * Replaces {@code file} by {@code content}, which is written beside it, forced to disk and
   * renamed.
   *
   * <p>Nothing is left beside it either if the program ends before, by Ctrl-C too. The name of what
   * was written is kept in memory for that, some hundred bytes a call.
   *
   * @throws IOException if that fails; {@code file} is then as it was, and nothing lies beside it
   */
  public static void replace(Path file, Writing content) throws IOException {
    Path beside = beside(file, "partial");
    deleteAtExit(beside);
    try {
      content.writeTo(beside);
      force(beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** After the last shutdown hook, since one may wait for a checkpoint that is being written. */
  private static void deleteAtExit(Path path) {
    if (path.getFileSystem().equals(FileSystems.getDefault())) path.toFile().deleteOnExit();
  }

  /** Replaces {@code file} by {@code text} in UTF-8, as {@link #replace}. */
  public static void write(Path file, String text) throws IOException {
    replace(file, beside -> Files.writeString(beside, text, StandardCharsets.UTF_8));
  }

  /**
   * Makes and deletes an empty file beside {@code file}, so that a place where it could not be
   * replaced is known before there is anything to write.
   */
  public static void probe(Path file) throws IOException {
    Path probe = beside(file, "probe");
    Files.createFile(probe);
    Files.delete(probe);
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
