package advect.data.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How NumPy wrote a number.
 *
 * @param kind f for floats, i for integers, u for integers without sign
 * @param bytes a number takes: 4 or 8 for floats; 1, 2, 4 or 8 for integers
 */
record NpyType(char kind, int bytes, ByteOrder order) {
  /** Whether there is such a type. */
  static boolean exists(char kind, int bytes) {
    boolean wide = bytes == 4 || bytes == 8;
    return kind == 'f' ? wide : wide || bytes == 1 || bytes == 2;
  }

  /** Whether a long holds each of its numbers. */
  boolean fitsLong() {
    return kind == 'i' || (kind == 'u' && bytes < Long.BYTES);
  }

  /** The number at a place, as the nearest double. */
  double number(ByteBuffer buffer, int at) {
    if (kind == 'f') return bytes == 4 ? buffer.getFloat(at) : buffer.getDouble(at);
    long bits = integer(buffer, at);
    return fitsLong() || bits >= 0 ? bits : nearestUnsigned(bits);
  }

  /** 2^63 and more: half of it, its lowest bit kept in the new lowest so that rounding is right. */
  private static double nearestUnsigned(long bits) {
    return 2.0 * ((bits >>> 1) | (bits & 1));
  }

  /** The integer at a place; for 64 bits without sign, its bits. */
  long integer(ByteBuffer buffer, int at) {
    boolean signed = kind == 'i';
    return switch (bytes) {
      case 1 -> signed ? buffer.get(at) : Byte.toUnsignedLong(buffer.get(at));
      case 2 -> signed ? buffer.getShort(at) : Short.toUnsignedLong(buffer.getShort(at));
      case 4 -> signed ? buffer.getInt(at) : Integer.toUnsignedLong(buffer.getInt(at));
      default -> buffer.getLong(at);
    };
  }
}
