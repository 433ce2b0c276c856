package advect.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers of one kind in a box {@code [shape 0][shape 1]...}, the last axis running fastest.
 *
 * <p>Memory: its bytes, 2 GiB at most. Threads: immutable; safe to share.
 */
public final class Tensor {
  private final DType type;
  private final List<Integer> shape;
  private final ByteBuffer bytes;

  /**
   * @param bytes little-endian, of the size that type and shape ask for; not copied
   */
  Tensor(DType type, List<Integer> shape, ByteBuffer bytes) {
    this.type = type;
    this.shape = List.copyOf(shape);
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A tensor of float64.
   *
   * @throws IllegalArgumentException if the shape holds another number of values
   */
  public static Tensor of(double[] values, int... shape) {
    Tensor tensor = allocated(DType.F64, values.length, shape);
    tensor.bytes.asDoubleBuffer().put(values);
    return tensor;
  }

  /** A tensor of float64 with one side. */
  public static Tensor vector(double... values) {
    return of(values, values.length);
  }

  /**
   * A tensor of int64.
   *
   * @throws IllegalArgumentException if the shape holds another number of values
   */
  public static Tensor of(long[] values, int... shape) {
    Tensor tensor = allocated(DType.I64, values.length, shape);
    tensor.bytes.asLongBuffer().put(values);
    return tensor;
  }

  /**
   * A tensor of float32.
   *
   * @throws IllegalArgumentException if the shape holds another number of values
   */
  public static Tensor of(float[] values, int... shape) {
    Tensor tensor = allocated(DType.F32, values.length, shape);
    tensor.bytes.asFloatBuffer().put(values);
    return tensor;
  }

  /**
   * A tensor of int32.
   *
   * @throws IllegalArgumentException if the shape holds another number of values
   */
  public static Tensor of(int[] values, int... shape) {
    Tensor tensor = allocated(DType.I32, values.length, shape);
    tensor.bytes.asIntBuffer().put(values);
    return tensor;
  }

  private static Tensor allocated(DType type, int count, int... shape) {
    long expected = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (expected != count || Arrays.stream(shape).anyMatch(side -> side < 0)) {
      throw new IllegalArgumentException(
          "%d values do not fill the shape %s".formatted(count, Arrays.toString(shape)));
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, type.bytes()));
    return new Tensor(type, Arrays.stream(shape).boxed().toList(), bytes);
  }

  /** The kind of its numbers. */
  public DType type() {
    return type;
  }

  /** Its sides; empty for a single number. */
  public List<Integer> shape() {
    return shape;
  }

  /** How many numbers it has. */
  public int count() {
    return bytes.capacity() / type.bytes();
  }

  /** Its numbers, little-endian, read only. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN).rewind();
  }

  /**
   * Its numbers as float64, a new array; float32 is widened, which is exact.
   *
   * @throws IllegalArgumentException if it holds integers
   */
  public double[] doubles() {
    double[] values = new double[count()];
    switch (type) {
      case F64 -> bytes().asDoubleBuffer().get(values);
      case F32 -> Arrays.setAll(values, i -> bytes.getFloat(Float.BYTES * i));
      default -> throw new IllegalArgumentException("expected F64 or F32, got " + type);
    }
    return values;
  }

  /**
   * Its numbers as int64, a new array.
   *
   * @throws IllegalArgumentException if it holds floating-point numbers
   */
  public long[] longs() {
    long[] values = new long[count()];
    switch (type) {
      case I64 -> bytes().asLongBuffer().get(values);
      case I32 -> Arrays.setAll(values, i -> bytes.getInt(Integer.BYTES * i));
      default -> throw new IllegalArgumentException("expected I64 or I32, got " + type);
    }
    return values;
  }
}
