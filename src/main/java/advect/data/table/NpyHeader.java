package advect.data.table;

import advect.data.table.database.Relation;
import advect.input.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the numbers in a {@code .npy} file of format version 1, 2 or 3.
 *
 * <p>The size of the file must be what the header promises, so that nothing a header says can cost
 * memory. Reference: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 *
 * @param byColumn whether the cells of a column, not of a row, lie side by side
 * @param start of the numbers, in bytes
 */
record NpyHeader(NpyType type, boolean byColumn, long rows, int width, long start) {
  static final String MAGIC = "\u0093NUMPY";

  /** NumPy itself refuses headers of more than 10,000 bytes. */
  private static final int LONGEST = 10_000;

  private static final Pattern TYPE =
      Pattern.compile("'descr'\\s*:\\s*'([<>|=])([fiu])(\\d{1,2})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile(
          "'shape'\\s*:\\s*\\(\\s*(\\d{1,18})L?\\s*(?:,|,\\s*(\\d{1,18})L?\\s*,?)\\s*\\)");

  /**
   * Reads the start of a file.
   *
   * @throws InputException if it is not such a file, or not of numbers in one or two dimensions
   */
  static NpyHeader read(String source, FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, start, 0);
    start.flip();
    byte[] magic = MAGIC.getBytes(StandardCharsets.ISO_8859_1);
    int version = start.limit() == 12 ? start.get(6) : 0;
    if (version < 1 || version > 3 || start.mismatch(ByteBuffer.wrap(magic)) != magic.length) {
      throw bad(source, "it does not begin like a NumPy file of version 1, 2 or 3");
    }
    long length = version == 1 ? Short.toUnsignedLong(start.getShort(8)) : start.getInt(8);
    if (length < 0 || length > LONGEST) {
      throw bad(source, "its header is not of 0 to %d bytes".formatted(LONGEST));
    }
    int at = version == 1 ? 10 : 12;
    ByteBuffer text = ByteBuffer.allocate((int) length);
    readFully(channel, text, at);
    String header = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    return parse(source, header, at + length, channel.size());
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer, position + buffer.position());
    }
  }

  private static NpyHeader parse(String source, String header, long start, long fileSize) {
    MatchResult type = find(source, TYPE, header, "a type of float32, float64 or integers");
    MatchResult order = find(source, ORDER, header, "'fortran_order' True or False");
    MatchResult shape = find(source, SHAPE, header, "a shape of one or two dimensions");
    char kind = type.group(2).charAt(0);
    int bytes = Integer.parseInt(type.group(3));
    if (!NpyType.exists(kind, bytes)) {
      throw bad(source, "its numbers are of type %s%d".formatted(kind, bytes));
    }
    ByteOrder endian =
        switch (type.group(1)) {
          case ">" -> ByteOrder.BIG_ENDIAN;
          case "<" -> ByteOrder.LITTLE_ENDIAN;
          default -> ByteOrder.nativeOrder();
        };
    long rows = Long.parseLong(shape.group(1));
    long width = shape.group(2) == null ? 1 : Long.parseLong(shape.group(2));
    if (width == 0) throw bad(source, "it has no columns");
    Relation.requireWidth(source, width);
    requireSize(source, rows, width * bytes, fileSize - start);
    boolean byColumn = order.group(1).equals("True");
    return new NpyHeader(new NpyType(kind, bytes, endian), byColumn, rows, (int) width, start);
  }

  private static MatchResult find(String source, Pattern pattern, String header, String expected) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw bad(source, "its header does not give %s (%s)".formatted(expected, shown(header)));
    }
    return matcher.toMatchResult();
  }

  /** The start of a header, printable. */
  private static String shown(String header) {
    String clean = header.replaceAll("[^\\x20-\\x7e]", "?").strip();
    return clean.length() <= 80 ? clean : clean.substring(0, 80) + "...";
  }

  /** {@code rows} is below 1e18 and {@code rowBytes} below 1e5, so their product may overflow. */
  private static void requireSize(String source, long rows, long rowBytes, long found) {
    if (found < 0 || found % rowBytes != 0 || found / rowBytes != rows) {
      throw bad(
          source,
          "its header promises %d rows of %d bytes, but %d bytes follow"
              .formatted(rows, rowBytes, Math.max(0, found)));
    }
  }

  private static InputException bad(String source, String trouble) {
    return new InputException(
        ("%s cannot be read: %s. Expected an array of one or two dimensions of float32, float64 or"
                + " integers; save it again with numpy.save.")
            .formatted(source, trouble));
  }
}
