package advect.plot.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * An image of few colours as PNG.
 *
 * <p>Java's own writer asks for fast compression and filters each line by a rule for photographs;
 * trying three filters on the whole image and keeping the smallest saves a seventh.
 *
 * <p>Reference: ISO/IEC 15948 (PNG), 5 and 9.
 */
final class IndexedPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] EIGHT_BITS_OF_A_PALETTE = {8, 3, 0, 0, 0};

  private IndexedPng() {}

  /** What a byte is written less: nothing, its neighbour at the left, or the one above. */
  private enum Filter {
    NONE(0),
    LEFT(1),
    ABOVE(2);

    private final byte number;

    Filter(int number) {
      this.number = (byte) number;
    }
  }

  static byte[] bytes(IndexedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(2 * Integer.BYTES + EIGHT_BITS_OF_A_PALETTE.length);
    header.putInt(image.width()).putInt(image.height()).put(EIGHT_BITS_OF_A_PALETTE);
    chunk(out, "IHDR", header.array());
    chunk(out, "PLTE", palette(image));
    chunk(out, "IDAT", smallest(image));
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }

  private static byte[] palette(IndexedImage image) {
    ByteBuffer palette = ByteBuffer.allocate(3 * image.colors().length);
    for (int rgb : image.colors()) {
      palette.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
    }
    return palette.array();
  }

  private static byte[] smallest(IndexedImage image) {
    return Stream.of(Filter.values())
        .map(filter -> deflated(filtered(image, filter)))
        .min(Comparator.comparingInt(bytes -> bytes.length))
        .orElseThrow();
  }

  private static byte[] filtered(IndexedImage image, Filter filter) {
    int width = image.width();
    byte[] pixels = image.pixels();
    byte[] lines = new byte[pixels.length + image.height()];
    int at = 0;
    for (int k = 0; k < pixels.length; k++) {
      if (k % width == 0) lines[at++] = filter.number;
      int before =
          switch (filter) {
            case NONE -> 0;
            case LEFT -> k % width == 0 ? 0 : pixels[k - 1];
            case ABOVE -> k < width ? 0 : pixels[k - width];
          };
      lines[at++] = (byte) (pixels[k] - before);
    }
    return lines;
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
