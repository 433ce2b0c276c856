package advect.safetensors;

import java.util.Arrays;

/** Kinds of numbers in a tensor, all little-endian. */
public enum DType {
  /** IEEE 754 binary64. */
  F64(8),
  /** IEEE 754 binary32. */
  F32(4),
  /** Two's complement of 64 bits. */
  I64(8),
  /** Two's complement of 32 bits. */
  I32(4);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a number. */
  public int bytes() {
    return bytes;
  }

  static DType named(String name, String tensor) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tensor %s holds numbers of kind %s; expected one of %s"
                        .formatted(tensor, name, Arrays.toString(values()))));
  }
}
