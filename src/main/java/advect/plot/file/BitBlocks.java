package advect.plot.file;

import java.io.ByteArrayOutputStream;

/**
 * Numbers of some bits each, lowest bits first, in the blocks of at most 255 bytes that GIF has.
 */
final class BitBlocks {
  private static final int MOST = 255;

  private final ByteArrayOutputStream out;
  private final byte[] block = new byte[MOST];
  private int filled;
  private int bits;
  private int pending;

  BitBlocks(ByteArrayOutputStream out) {
    this.out = out;
  }

  void write(int number, int width) {
    pending |= number << bits;
    bits += width;
    while (bits >= Byte.SIZE) {
      add(pending);
      pending >>>= Byte.SIZE;
      bits -= Byte.SIZE;
    }
  }

  /** Writes what is left and the empty block that ends all. */
  void close() {
    if (bits > 0) add(pending);
    bits = 0;
    flush();
    out.write(0);
  }

  private void add(int value) {
    block[filled++] = (byte) value;
    if (filled == MOST) flush();
  }

  private void flush() {
    if (filled == 0) return;
    out.write(filled);
    out.write(block, 0, filled);
    filled = 0;
  }
}
