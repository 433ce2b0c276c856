package advect.plot.file;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of attributes in few characters. */
final class SvgValue {
  private static final Pattern COLOR = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?");
  private static final int FACTORS = 4;

  private SvgValue() {}

  static String rounded(String value) {
    return NUMBER.matcher(value).matches() ? SvgNumber.text(Double.parseDouble(value)) : value;
  }

  /** Path data; those of a line, which nothing fills, without points that do not show. */
  static String data(String value, String style) {
    boolean line = style.startsWith("fill:none;");
    return SvgPath.parse(value)
        .map(path -> SvgPath.text(line ? Thinning.of(path) : path))
        .orElse(value);
  }

  static String style(String style) {
    return COLOR
        .matcher(style)
        .replaceAll(SvgValue::color)
        .replace("stroke:none;", "")
        .replaceAll(";$", "");
  }

  private static String color(MatchResult rgb) {
    return "#%02x%02x%02x"
        .formatted(
            Integer.parseInt(rgb.group(1)),
            Integer.parseInt(rgb.group(2)),
            Integer.parseInt(rgb.group(3)));
  }

  /** A matrix of four factors and a shift. */
  static String transform(String value) {
    if (!value.startsWith("matrix(")) return value;
    StringBuilder matrix = new StringBuilder("matrix(");
    Matcher number = NUMBER.matcher(value);
    for (int k = 0; number.find(); k++) {
      double v = Double.parseDouble(number.group());
      matrix.append(k > 0 ? " " : "").append(k < FACTORS ? SvgNumber.factor(v) : SvgNumber.text(v));
    }
    return matrix.append(')').toString();
  }
}
