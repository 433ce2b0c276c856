package advect.experiment.result;

import advect.experiment.spec.SpecException;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
final class AtomicFile {
  private AtomicFile() {}

  /** Replaces {@code file} by {@code text}. */
  static void write(Path file, String text) {
    Path beside = beside(file, "partial");
    try {
      try {
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        force(beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be written: " + reason(e), e);
    }
  }

  /** A new hidden name in the directory of {@code path}. */
  static Path beside(Path path, String purpose) {
    String name = ".%s.%s-%s".formatted(path.getFileName(), purpose, UUID.randomUUID());
    return path.resolveSibling(name);
  }

  /** Waits until the disk holds the file, which is when a full disk is noticed at the latest. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Why an operation on files failed, in words. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) return "permission denied";
    if (e instanceof NoSuchFileException f) return f.getFile() + " does not exist";
    if (e instanceof FileAlreadyExistsException f) return f.getFile() + " is in the way";
    if (e instanceof FileSystemException f && f.getReason() != null) return f.getReason();
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
