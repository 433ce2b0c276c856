package advect.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 digest of bytes, numbers and words, in the order they are added.
 *
 * <p>Notices damage and difference; it is no signature.
 *
 * <p>Reference: FIPS 180-4.
 */
public final class Sha256 {
  /** Digits of {@link #hex}. */
  public static final int DIGITS = 64;

  private static final int CHUNK = 1024;

  private final MessageDigest digest;

  /** The digest of nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Adds the bytes that remain in {@code bytes}, whose position stays. */
  public Sha256 add(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
    return this;
  }

  /** Adds numbers as little-endian float64. */
  public Sha256 add(double[] numbers) {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    DoubleBuffer view = chunk.asDoubleBuffer();
    for (int i = 0; i < numbers.length; i += CHUNK) {
      int count = Math.min(CHUNK, numbers.length - i);
      view.clear().put(numbers, i, count);
      digest.update(chunk.limit(count * Double.BYTES).rewind());
    }
    return this;
  }

  /** Adds a text in UTF-8 and its length, so that two texts are not the same as one. */
  public Sha256 add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  /** The digest in lower-case hexadecimal digits; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
