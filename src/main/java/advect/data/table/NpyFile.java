package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.data.table.database.Part;
import advect.data.table.database.Relation;
import advect.data.table.database.TableAppender;
import advect.file.AtomicFile;
import advect.input.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An array of one or two dimensions that NumPy saved: rows of numbers in columns x1, x2, ...
 *
 * <p>Integers of up to 64 bits stay integers; float32 widens to the same number in float64, and
 * integers without sign of 64 bits become the nearest one. The file is read in blocks of about a
 * megabyte, in either order of its cells.
 */
final class NpyFile implements Part {
  private static final int BLOCK_BYTES = 1 << 20;

  private final String source;
  private final Path file;
  private final NpyHeader header;

  /** Reads the header. */
  NpyFile(String source, Path file) {
    this.source = source;
    this.file = file;
    try (FileChannel channel = FileChannel.open(file)) {
      this.header = NpyHeader.read(source, channel);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private InputException unreadable(IOException e) {
    return new InputException(
        "%s cannot be read: %s. Check the disk it is on.".formatted(source, AtomicFile.reason(e)),
        e);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public List<Relation.Column> columns() {
    List<String> names = IntStream.rangeClosed(1, header.width()).mapToObj(j -> "x" + j).toList();
    String type = header.type().fitsLong() ? "BIGINT" : "DOUBLE";
    return Relation.numbered(names, Collections.nCopies(names.size(), type));
  }

  @Override
  public void appendTo(String table, List<Relation.Column> into, DuckDb database)
      throws SQLException {
    String name = table.substring(DuckDb.SPOOL.length());
    boolean integers = into.stream().allMatch(column -> column.type().equals("BIGINT"));
    int blockRows = Math.max(1, BLOCK_BYTES / (header.width() * header.type().bytes()));
    try (FileChannel channel = FileChannel.open(file);
        TableAppender appender = new TableAppender(database, name)) {
      for (long row = 0; row < header.rows(); row += blockRows) {
        int rows = (int) Math.min(blockRows, header.rows() - row);
        append(block(channel, row, rows), rows, integers, appender);
      }
      appender.finish();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Some rows as they lie in the file: by row, or the rows' part of each column. */
  private ByteBuffer block(FileChannel channel, long row, int rows) throws IOException {
    int bytes = header.type().bytes();
    ByteBuffer block =
        ByteBuffer.allocate(rows * header.width() * bytes).order(header.type().order());
    int pieces = header.byColumn() ? header.width() : 1;
    for (int piece = 0; piece < pieces; piece++) {
      long cell = header.byColumn() ? piece * header.rows() + row : row * header.width();
      int length = block.capacity() / pieces;
      fill(block.slice(piece * length, length), channel, header.start() + cell * bytes);
    }
    return block;
  }

  private static void fill(ByteBuffer piece, FileChannel channel, long position)
      throws IOException {
    while (piece.hasRemaining()) {
      int read = channel.read(piece, position + piece.position());
      if (read < 0) throw new IOException("it became shorter while it was read");
    }
  }

  private void append(ByteBuffer block, int rows, boolean integers, TableAppender appender)
      throws SQLException {
    NpyType type = header.type();
    for (int i = 0; i < rows; i++) {
      appender.beginRow();
      for (int j = 0; j < header.width(); j++) {
        int at = (header.byColumn() ? j * rows + i : i * header.width() + j) * type.bytes();
        if (integers) appender.append(type.integer(block, at));
        else appender.append(type.number(block, at));
      }
      appender.endRow();
    }
  }
}
