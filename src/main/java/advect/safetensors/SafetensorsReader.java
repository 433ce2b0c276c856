package advect.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a file from front to back. */
final class SafetensorsReader {
  private final FileChannel channel;
  private final long size;

  SafetensorsReader(FileChannel channel) throws IOException {
    this.channel = channel;
    size = channel.size();
  }

  /**
   * The whole file.
   *
   * @throws IllegalArgumentException if it breaks a rule of the format
   */
  Safetensors read() throws IOException {
    if (size < Long.BYTES) {
      throw new IllegalArgumentException(
          "has %d bytes; expected a safetensors file, which has more".formatted(size));
    }
    int length = HeaderBytes.length(next(Long.BYTES), size);
    String json = HeaderBytes.json(next(length));
    Header header = Header.parse(json, size - Long.BYTES - length);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Header.Extent> entry : header.entries().entrySet()) {
      Header.Extent place = entry.getValue();
      ByteBuffer bytes = next((int) place.bytes());
      tensors.put(entry.getKey(), new Tensor(place.type(), place.shape(), bytes));
    }
    return new Safetensors(header.metadata(), tensors);
  }

  /** The next {@code count} bytes, which the file is known to have. */
  private ByteBuffer next(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0)
        throw new EOFException("the file became shorter while being read");
    }
    return bytes.flip();
  }
}
