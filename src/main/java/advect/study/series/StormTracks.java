package advect.study.series;

import advect.data.table.Table;
import advect.data.table.TableReader;
import advect.data.table.TableSource;
import advect.input.InputException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Positions of storms from a table with a row for each fix, storm by storm in order of time. */
public final class StormTracks {
  private static final List<String> COLUMNS =
      List.of("storm", "year", "month", "day", "hour", "lat", "long", "wind");

  /** A longer gap ends a track. */
  private static final double LONGEST_GAP = 24;

  private static final double SECONDS_AN_HOUR = 3600;

  /** Names are told apart by a number below this prime. */
  private static final long NAMES = 1_000_000_007;

  private StormTracks() {}

  /**
   * A position.
   *
   * @param name number of the storm's name
   * @param year of the fix
   * @param hour since 1970
   * @param latitude degrees north
   * @param longitude degrees east
   * @param wind knots
   */
  record Fix(int name, int year, double hour, double latitude, double longitude, double wind) {
    /** Whether it is one of the main hours 0, 6, 12 and 18. */
    boolean isSynoptic() {
      return hour % 6 == 0;
    }
  }

  /**
   * All tracks. Of fixes at the same time the last is kept; one before the last begins a new track.
   *
   * @throws InputException if the table lacks a column, a cell is not a number, or a date is none
   */
  public static List<List<Fix>> read(String source) {
    String rows = TableSource.isQuery(source) ? "(" + source + ")" : "'" + escaped(source) + "'";
    String query = "SELECT *, hash(name) %% %d AS storm FROM %s".formatted(NAMES, rows);
    Table table = TableReader.read(query, COLUMNS);
    List<List<Fix>> tracks = new ArrayList<>();
    double[] cells = table.values().data;
    for (int row = 0; row < table.rows(); row++) append(fix(cells, row), tracks);
    return tracks;
  }

  private static String escaped(String text) {
    return text.replace("'", "''");
  }

  private static void append(Fix fix, List<List<Fix>> tracks) {
    List<Fix> track = tracks.isEmpty() ? List.of() : tracks.get(tracks.size() - 1);
    if (track.isEmpty() || !follows(track.get(track.size() - 1), fix)) {
      tracks.add(new ArrayList<>(List.of(fix)));
    } else if (fix.hour() == track.get(track.size() - 1).hour()) {
      track.set(track.size() - 1, fix);
    } else {
      track.add(fix);
    }
  }

  private static boolean follows(Fix last, Fix next) {
    return last.name() == next.name()
        && next.hour() >= last.hour()
        && next.hour() <= last.hour() + LONGEST_GAP;
  }

  private static Fix fix(double[] cells, int row) {
    int at = row * COLUMNS.size();
    return new Fix(
        (int) cells[at],
        (int) cells[at + 1],
        time(cells, row).toEpochSecond(ZoneOffset.UTC) / SECONDS_AN_HOUR,
        cells[at + 5],
        cells[at + 6],
        cells[at + 7]);
  }

  private static LocalDateTime time(double[] cells, int row) {
    int[] parts = new int[4];
    for (int k = 0; k < parts.length; k++) {
      double cell = cells[row * COLUMNS.size() + 1 + k];
      if (cell != (int) cell) throw noDate(row, COLUMNS.get(1 + k) + " is " + cell);
      parts[k] = (int) cell;
    }
    try {
      return LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], 0);
    } catch (DateTimeException e) {
      throw noDate(
          row,
          "year %d, month %d, day %d, hour %d".formatted(parts[0], parts[1], parts[2], parts[3]));
    }
  }

  private static InputException noDate(int row, String reason) {
    return new InputException(
        "Row %d has no date: %s; expected whole numbers in year, month, day and hour."
            .formatted(row + 1, reason));
  }
}
