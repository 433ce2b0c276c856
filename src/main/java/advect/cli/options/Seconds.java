package advect.cli.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as 90s, 5m, 1.5h or 90 as seconds. */
public final class Seconds implements ITypeConverter<Double> {
  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)([smh]?)");

  @Override
  public Double convert(String text) {
    Matcher time = TIME.matcher(text);
    double number = time.matches() ? Double.parseDouble(time.group(1)) : 0;
    if (number == 0) {
      throw new TypeConversionException(
          "'%s' is not a time; write a positive number with s, m or h, such as 5m".formatted(text));
    }
    return switch (time.group(2)) {
      case "m" -> 60 * number;
      case "h" -> 3600 * number;
      default -> number;
    };
  }
}
