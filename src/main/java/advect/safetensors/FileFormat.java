package advect.safetensors;

import advect.file.FileException;
import advect.file.Sha256;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A kind of safetensors file with a name, a version and a checksum.
 *
 * <p>Version v is read by every later version: upgrade v - 1 turns contents of version v into those
 * of version v + 1. A newer version is refused.
 *
 * <p>The checksum is the SHA-256 of the whole file in which its own digits are zeros, so any
 * program can verify it, and any damage shows.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class FileFormat {
  private static final String CHECKSUM = "checksum";
  private static final String NAME = "format";
  private static final String VERSION = "format_version";
  private static final String NO_DIGITS = "0".repeat(Sha256.DIGITS);
  private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,8}");

  private final String name;
  private final List<UnaryOperator<Safetensors>> upgrades;

  /**
   * @param name what files of this kind say they are
   * @param upgrades from version 1 to 2, from 2 to 3, ...; they may throw {@link
   *     IllegalArgumentException}
   */
  public FileFormat(String name, List<UnaryOperator<Safetensors>> upgrades) {
    this.name = name;
    this.upgrades = List.copyOf(upgrades);
  }

  /** The version that is written. */
  public int version() {
    return upgrades.size() + 1;
  }

  /**
   * Replaces {@code file} by these contents as a whole or not at all.
   *
   * @throws FileException if it cannot be written
   */
  public void write(Path file, Safetensors contents) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(CHECKSUM, NO_DIGITS);
    words.put(NAME, name);
    words.put(VERSION, Integer.toString(version()));
    words.putAll(contents.metadata());
    Safetensors blank = contents.withMetadata(words);
    with(blank, blank.digest()).write(file);
  }

  /**
   * Reads a file of this format, of this version or an older one.
   *
   * @throws FileException if it cannot be read, is damaged, of another kind, or newer
   */
  public Safetensors read(Path file) {
    Safetensors contents = Safetensors.read(file);
    try {
      return upgraded(verified(contents));
    } catch (IllegalArgumentException e) {
      throw new FileException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private Safetensors verified(Safetensors contents) {
    String checksum = contents.metadata().get(CHECKSUM);
    if (checksum == null || contents.metadata().get(NAME) == null) {
      throw new IllegalArgumentException(
          "is damaged or another program's file: expected an %s with its checksum".formatted(name));
    }
    if (!with(contents, NO_DIGITS).digest().equals(checksum)) {
      throw new IllegalArgumentException(
          "is damaged: its contents do not have its checksum; restore it from a copy");
    }
    if (!contents.word(NAME).equals(name)) {
      throw new IllegalArgumentException(
          "is an %s, expected an %s".formatted(contents.word(NAME), name));
    }
    return contents;
  }

  private Safetensors upgraded(Safetensors contents) {
    String text = contents.word(VERSION);
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("has %s %s, expected 1, 2, ...".formatted(VERSION, text));
    }
    int version = Integer.parseInt(text);
    if (version > version()) {
      throw new IllegalArgumentException(
          "has %s %d, and this Advect reads up to %d; use a newer Advect"
              .formatted(VERSION, version, version()));
    }
    Safetensors upgraded = contents;
    for (UnaryOperator<Safetensors> upgrade : upgrades.subList(version - 1, upgrades.size())) {
      upgraded = upgrade.apply(upgraded);
    }
    return upgraded;
  }

  private static Safetensors with(Safetensors contents, String checksum) {
    Map<String, String> words = new LinkedHashMap<>(contents.metadata());
    words.put(CHECKSUM, checksum);
    return contents.withMetadata(words);
  }
}
