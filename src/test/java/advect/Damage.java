package advect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** What becomes of files on bad disks and in careless hands. */
public final class Damage {
  private static final byte[] WORDS =
      "\"',;\t\n\r\0{}[]()-+.eE0123456789NaInf\u00ff".getBytes(ISO_8859_1);

  private Damage() {}

  /** One or two changes: a byte, a bit, a piece cut out or doubled, or the end cut off. */
  public static byte[] of(byte[] whole, Random rng) {
    byte[] bytes = whole;
    for (int changes = 1 + rng.nextInt(2); changes > 0 && bytes.length > 0; changes--) {
      bytes = changed(bytes, rng);
    }
    return bytes;
  }

  private static byte[] changed(byte[] old, Random rng) {
    int at = rng.nextInt(old.length);
    int piece = Math.min(old.length - at, 1 + rng.nextInt(16));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(old, 0, at);
    switch (rng.nextInt(6)) {
      case 0 -> bytes.write(rng.nextInt());
      case 1 -> bytes.write(old[at] ^ 1 << rng.nextInt(8));
      case 2 -> {
        bytes.write(WORDS[rng.nextInt(WORDS.length)]);
        bytes.write(old[at]);
      }
      case 3 -> at += piece - 1;
      case 4 -> {
        bytes.write(old, at, piece);
        bytes.write(old[at]);
      }
      default -> at = old.length - 1;
    }
    bytes.write(old, at + 1, old.length - at - 1);
    return bytes.toByteArray();
  }
}
