package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class NpyFileTest {
  @TempDir Path folder;

  /** A file as NumPy writes it, version 1.0; numbers in the order in which they lie there. */
  static byte[] bytes(String type, String shape, boolean byColumn, double... numbers) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, byColumn ? "True" : "False", shape);
    return bytes(1, header, data(type, numbers));
  }

  private static byte[] bytes(int version, String header, byte[] data) {
    int prefix = version == 1 ? 10 : 12;
    String padded = header + " ".repeat(63 - (prefix + header.length()) % 64) + "\n";
    ByteBuffer file =
        ByteBuffer.allocate(prefix + padded.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1)).put((byte) version).put((byte) 0);
    if (version == 1) file.putShort((short) padded.length());
    else file.putInt(padded.length());
    return file.put(padded.getBytes(StandardCharsets.UTF_8)).put(data).array();
  }

  private static byte[] data(String type, double... numbers) {
    int size = type.charAt(2) - '0';
    ByteBuffer data =
        ByteBuffer.allocate(size * numbers.length)
            .order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      switch (type.substring(1)) {
        case "f4" -> data.putFloat((float) number);
        case "f8" -> data.putDouble(number);
        case "i1", "u1" -> data.put((byte) (long) number);
        case "i2", "u2" -> data.putShort((short) (long) number);
        case "i4", "u4" -> data.putInt((int) (long) number);
        default -> data.putLong((long) number);
      }
    }
    return data.array();
  }

  private Table read(byte[] bytes) throws IOException {
    return TableReader.read(Files.write(folder.resolve("t.npy"), bytes).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8"})
  void everyTypeAndByteOrderGivesItsNumbers(String type) throws IOException {
    Table table = read(bytes(type, "(3, 2)", false, 1, -2, 3, -4, 127, -128));
    assertThat(table.columns()).containsExactly("x1", "x2");
    assertThat(table.values().data).containsExactly(1, -2, 3, -4, 127, -128);
  }

  @ParameterizedTest
  @CsvSource({"|u1, 255", "<u2, 65535", ">u4, 4294967295"})
  void integersWithoutSignReachTheirLargest(String type, double largest) throws IOException {
    assertThat(read(bytes(type, "(2,)", false, 0, largest)).values().data)
        .containsExactly(0, largest);
  }

  @Test
  void largeIntegersWithoutSignBecomeTheNearestDouble() throws IOException {
    long[] bits = {-1, Long.MIN_VALUE, Long.MIN_VALUE + 1025, Long.MIN_VALUE + 1024, 5};
    ByteBuffer data = ByteBuffer.allocate(8 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long b : bits) data.putLong(b);
    String header = "{'descr': '<u8', 'fortran_order': False, 'shape': (5,), }";
    double[] nearest =
        Arrays.stream(bits)
            .mapToDouble(b -> Double.parseDouble(Long.toUnsignedString(b)))
            .toArray();
    assertThat(read(bytes(1, header, data.array())).values().data).isEqualTo(nearest);
  }

  @Test
  void anArrayByColumnIsTurned() throws IOException {
    assertThat(read(bytes("<f8", "(3, 2)", true, 1, 3, 5, 2, 4, 6)).values().data)
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** 43 columns of float64 in blocks of a megabyte are 3048 rows: three blocks, the last short. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void blocksMeetWithoutASeam(boolean byColumn) throws IOException {
    int rows = 7000;
    int width = 43;
    double[] expected = IntStream.range(0, rows * width).mapToDouble(k -> k).toArray();
    double[] laid =
        byColumn
            ? IntStream.range(0, rows * width)
                .mapToDouble(k -> expected[k % rows * width + k / rows])
                .toArray()
            : expected;
    Table table = read(bytes("<f8", "(7000, 43)", byColumn, laid));
    assertThat(table.values().data).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionOfTheFormatIsRead(int version) throws IOException {
    String header = "{'shape': (2,), 'fortran_order': False, 'descr': '<f8'}";
    Table table = read(bytes(version, header, data("<f8", 1.5, 2.5)));
    assertThat(table.columns()).containsExactly("x1");
    assertThat(table.values().data).containsExactly(1.5, 2.5);
  }

  @Test
  void aNumberThatIsNotFiniteIsGivenByItsPlace() throws IOException {
    Path path = folder.resolve("t.npy");
    Files.write(path, bytes("<f8", "(2, 2)", false, 1, 2, 3, Double.NaN));
    assertThatThrownBy(() -> TableReader.read(path.toString()))
        .hasMessageStartingWith(path + ", data row 2, column 'x2': found 'nan'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f8 ; (999999999999999999, 9999); header promises 999999999999999999 rows",
        "<f8 ; (999999999999999999, 999999999999999999); found 999999999999999999 columns",
        "<f8 ; (2, 0)    ; it has no columns",
        "<f8 ; (3,)      ; its header promises 3 rows of 8 bytes, but 16 bytes follow",
        "<f8 ; (1,)      ; its header promises 1 rows of 8 bytes, but 16 bytes follow",
        "<f8 ; ()        ; its header does not give a shape of one or two dimensions",
        "<f8 ; (1, 1, 2); its header does not give a shape of one or two dimensions",
        "<f8 ; (-2,)     ; its header does not give a shape of one or two dimensions",
        "<f2 ; (8,)      ; its numbers are of type f2",
        "<i3 ; (2,)      ; its numbers are of type i3",
        "<c8 ; (2,)      ; its header does not give a type of float32, float64 or integers",
        "|O  ; (2,)      ; its header does not give a type of float32, float64 or integers",
        "<f16; (1,)      ; its numbers are of type f16"
      })
  void aHostileHeaderIsRefused(String type, String shape, String trouble) {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    assertThatThrownBy(() -> read(bytes(1, header, new byte[16])))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(trouble);
  }

  @Test
  void aLongHeaderCostsNothing() {
    byte[] bytes = bytes(2, "{}", new byte[0]);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);
    assertThatThrownBy(() -> read(bytes))
        .hasMessageContaining("its header is not of 0 to 10000 bytes");
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, 9)))
        .hasMessageContaining("does not begin like a NumPy file");
    assertThatThrownBy(() -> read("a,b\n1,2\n3,4\n5,6\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("does not begin like a NumPy file");
  }
}
