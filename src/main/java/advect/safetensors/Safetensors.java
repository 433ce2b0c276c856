package advect.safetensors;

import advect.file.AtomicFile;
import advect.file.FileException;
import advect.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Named tensors and words about them: the contents of a {@code .safetensors} file.
 *
 * <p>A file is the length of the header (8 bytes, little-endian), the header in JSON, and the bytes
 * of the tensors one after the other. Reading holds to that strictly, never executes anything and
 * never allocates more for tensors than the file has bytes, whatever the header claims.
 *
 * <p>Threads: immutable; safe to share.
 *
 * <p>Reference: Hugging Face, "Safetensors", https://github.com/huggingface/safetensors.
 *
 * @param metadata words about the file
 * @param tensors by name
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
  /** Copies both, in their order. */
  public Safetensors {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** The same tensors with other words. */
  public Safetensors withMetadata(Map<String, String> value) {
    return new Safetensors(value, tensors);
  }

  /** The tensors whose names begin so, without that beginning, and all words. */
  public Safetensors under(String prefix) {
    Map<String, Tensor> some = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) some.put(name.substring(prefix.length()), tensor);
        });
    return new Safetensors(metadata, some);
  }

  /**
   * A tensor of floating-point numbers.
   *
   * @throws IllegalArgumentException if there is none of that name, kind and shape
   */
  public double[] doubles(String name, int... shape) {
    return shaped(name, shape).doubles();
  }

  /**
   * A tensor of integers.
   *
   * @throws IllegalArgumentException if there is none of that name, kind and shape
   */
  public long[] longs(String name, int... shape) {
    return shaped(name, shape).longs();
  }

  /**
   * A tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor != null) return tensor;
    throw new IllegalArgumentException(
        "has no tensor %s; its settings and tensors do not belong together, so write it again"
            .formatted(name));
  }

  private Tensor shaped(String name, int... shape) {
    Tensor tensor = tensor(name);
    int[] got = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    if (!Arrays.equals(got, shape)) {
      throw new IllegalArgumentException(
          "tensor %s has shape %s, expected %s"
              .formatted(name, tensor.shape(), Arrays.toString(shape)));
    }
    return tensor;
  }

  /**
   * A word about the file.
   *
   * @throws IllegalArgumentException if there is none under that key
   */
  public String word(String key) {
    String word = metadata.get(key);
    if (word == null)
      throw new IllegalArgumentException("has no %s in its metadata".formatted(key));
    return word;
  }

  /**
   * Replaces {@code file} as a whole or not at all.
   *
   * @throws FileException if it cannot be written
   */
  public void write(Path file) {
    try {
      AtomicFile.replace(file, this::writeTo);
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
  }

  private void writeTo(Path beside) throws IOException {
    Header header = Header.of(metadata, tensors);
    try (FileChannel channel =
        FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, HeaderBytes.of(header.json()));
      for (String name : header.entries().keySet()) writeFully(channel, bytes(name));
    }
  }

  /** SHA-256 of the file that {@link #write} would make. */
  String digest() {
    Header header = Header.of(metadata, tensors);
    Sha256 digest = new Sha256().add(HeaderBytes.of(header.json()));
    for (String name : header.entries().keySet()) digest.add(bytes(name));
    return digest.hex();
  }

  private ByteBuffer bytes(String name) {
    return Objects.requireNonNull(tensors.get(name)).bytes();
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) channel.write(bytes);
  }

  /**
   * Reads any file of this format that holds the kinds of numbers of {@link DType}.
   *
   * @throws FileException if it cannot be read or breaks a rule of the format, saying which
   */
  public static Safetensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(channel).read();
    } catch (IllegalArgumentException e) {
      throw new FileException(file, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw FileException.unreadable(file, e);
    }
  }
}
