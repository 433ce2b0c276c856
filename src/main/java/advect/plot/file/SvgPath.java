package advect.plot.file;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Path data of SVG: read as others write it, written in few characters. */
final class SvgPath {
  private static final Pattern DATA =
      Pattern.compile("[\\s,]*(?:([MLQCZ])|(-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?))[\\s,]*");

  private SvgPath() {}

  /** The path of absolute moves, lines, curves and closings; nothing if there is anything else. */
  static Optional<Path2D> parse(String data) {
    if (!DATA.matcher(data).replaceAll("").isEmpty()) return Optional.empty();
    Path2D path = new Path2D.Double();
    Deque<Double> at = new ArrayDeque<>();
    char command = 'Z';
    for (MatchResult token : DATA.matcher(data).results().toList()) {
      boolean letter = token.group(1) != null;
      if (letter && !at.isEmpty()) return Optional.empty();
      if (letter) command = token.group(1).charAt(0);
      else at.add(Double.parseDouble(token.group(2)));
      if (path.getCurrentPoint() == null && command != 'M') return Optional.empty();
      if (letter ? command == 'Z' : at.size() >= count(command)) add(path, command, at);
    }
    return at.isEmpty() ? Optional.of(path) : Optional.empty();
  }

  /** Numbers after a command; none may follow Z, which therefore never has enough. */
  private static int count(char command) {
    return switch (command) {
      case 'Z' -> Integer.MAX_VALUE;
      case 'Q' -> 4;
      case 'C' -> 6;
      default -> 2;
    };
  }

  private static void add(Path2D path, char command, Deque<Double> at) {
    switch (command) {
      case 'M' -> path.moveTo(at.remove(), at.remove());
      case 'L' -> path.lineTo(at.remove(), at.remove());
      case 'Q' -> path.quadTo(at.remove(), at.remove(), at.remove(), at.remove());
      case 'C' ->
          path.curveTo(
              at.remove(), at.remove(), at.remove(), at.remove(), at.remove(), at.remove());
      default -> path.closePath();
    }
  }

  /** Path data: each step told from the end of the one before, in hundredths of a point. */
  static String text(Path2D path) {
    SvgPen pen = new SvgPen();
    double[] at = new double[6];
    for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> pen.move(at);
        case PathIterator.SEG_LINETO -> pen.line(at);
        case PathIterator.SEG_QUADTO -> pen.curve('q', at, 2);
        case PathIterator.SEG_CUBICTO -> pen.curve('c', at, 3);
        default -> pen.close();
      }
    }
    return pen.text();
  }
}
