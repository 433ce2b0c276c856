package advect.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The first bytes of a file: the length of the header, then the header, padded with spaces. */
final class HeaderBytes {
  /** Longest header; room for a hundred thousand tensors, and safe to parse in a small heap. */
  static final int LIMIT = 8_000_000;

  /** Where the data begin is a multiple of this. */
  private static final int ALIGNMENT = 8;

  private HeaderBytes() {}

  /** Length and header of a file whose header is {@code json}. */
  static ByteBuffer of(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (padded > LIMIT) {
      throw new IllegalArgumentException(
          "the names and texts fill %d bytes; at most %d fit".formatted(padded, LIMIT));
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(text);
    while (bytes.hasRemaining()) bytes.put((byte) ' ');
    return bytes.flip();
  }

  /**
   * The length of the header.
   *
   * @param first the first eight bytes
   * @param fileSize bytes of the whole file
   */
  static int length(ByteBuffer first, long fileSize) {
    long length = first.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    if (length < 2 || length > fileSize - Long.BYTES) {
      throw new IllegalArgumentException(
          "its header claims %s bytes of a file of %d; the file is damaged or no safetensors file"
              .formatted(Long.toUnsignedString(length), fileSize));
    }
    if (length > LIMIT) {
      throw new IllegalArgumentException(
          "its header has %d bytes; at most %d are read".formatted(length, LIMIT));
    }
    return (int) length;
  }

  /** The JSON of a header, without its padding. */
  static String json(ByteBuffer header) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(header.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("its header is not text in UTF-8", e);
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') end--;
    if (!text.startsWith("{") || text.charAt(end - 1) != '}') {
      throw new IllegalArgumentException("its header does not run from { to }");
    }
    return text.substring(0, end);
  }
}
