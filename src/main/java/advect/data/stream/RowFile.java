package advect.data.stream;

import advect.file.AtomicFile;
import advect.file.TemporaryDirectory;
import advect.file.WriteException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Rows of doubles in a temporary file under {@code java.io.tmpdir}, written from the first on, read
 * from anywhere. The file goes when this is closed, or when the process ends however that may be.
 *
 * <p>Cost: eight bytes of disk a cell. Threads: for one at a time.
 */
final class RowFile implements AutoCloseable {
  private final int width;
  private final FileChannel channel;
  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.nativeOrder());
  private final DoubleBuffer cells = bytes.asDoubleBuffer();

  /** An empty file for rows of {@code width} cells. */
  RowFile(int width) {
    this.width = width;
    try {
      Path file = Files.createTempFile(TemporaryDirectory.PREFIX, ".rows");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /**
   * Writes rows behind those that are there.
   *
   * @param values {@code [row][cell]}, of which the first {@code count} rows are written
   */
  void append(double[] values, int count) {
    try {
      int end = count * width;
      for (int at = 0; at < end; at += cells.capacity()) {
        int some = Math.min(cells.capacity(), end - at);
        cells.clear().put(values, at, some);
        bytes.clear().limit(some * Double.BYTES);
        while (bytes.hasRemaining()) channel.write(bytes);
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /**
   * Reads {@code count} rows from row {@code first} on into {@code values}, from its row {@code
   * row} on.
   */
  void read(long first, int count, double[] values, int row) {
    try {
      long place = first * width * Double.BYTES;
      int end = (row + count) * width;
      for (int at = row * width; at < end; at += cells.capacity()) {
        int some = Math.min(cells.capacity(), end - at);
        bytes.clear().limit(some * Double.BYTES);
        while (bytes.hasRemaining()) {
          int read = channel.read(bytes, place);
          if (read < 0) throw new IOException("it has become shorter");
          place += read;
        }
        cells.clear().get(values, at, some);
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static WriteException noRoom(IOException e) {
    return WriteException.ofTemporary("file of training rows", AtomicFile.reason(e), e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw noRoom(e);
    }
  }
}
