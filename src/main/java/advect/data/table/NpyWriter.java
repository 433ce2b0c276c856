package advect.data.table;

import advect.file.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ejml.data.DMatrixRMaj;

/**
 * Matrices as {@code .npy} files of format version 1, float64.
 *
 * <p>Reference: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 */
public final class NpyWriter {
  /** Numbers begin at a multiple of it. */
  private static final int ALIGNMENT = 64;

  /** Of the magic word, the version and the header's length. */
  private static final int PREFIX = 10;

  private static final int CHUNK = 8192;

  private NpyWriter() {}

  /**
   * Replaces {@code file} by {@code matrix}, as a whole or not at all.
   *
   * @param matrix {@code [rows][columns]}, read only
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, DMatrixRMaj matrix) throws IOException {
    AtomicFile.replace(file, beside -> writeTo(beside, matrix));
  }

  private static void writeTo(Path file, DMatrixRMaj matrix) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeAll(channel, ByteBuffer.wrap(start(matrix)));
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      int cells = matrix.getNumElements();
      for (int i = 0; i < cells; i += CHUNK) {
        int count = Math.min(CHUNK, cells - i);
        chunk.clear().asDoubleBuffer().put(matrix.data, i, count);
        writeAll(channel, chunk.limit(count * Double.BYTES));
      }
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) channel.write(bytes);
  }

  /** All that stands before the numbers, ended by a line break. */
  private static byte[] start(DMatrixRMaj matrix) {
    String shape = "(%d, %d)".formatted(matrix.numRows, matrix.numCols);
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    int spaces = Math.floorMod(-(PREFIX + header.length() + 1), ALIGNMENT);
    byte[] text = (header + " ".repeat(spaces) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(PREFIX + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(NpyHeader.MAGIC.getBytes(StandardCharsets.ISO_8859_1))
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) text.length)
        .put(text)
        .array();
  }
}
