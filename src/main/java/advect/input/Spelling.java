package advect.input;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How constants and numbers are spelled in files and on the command line. */
public final class Spelling {
  private Spelling() {}

  /** {@code STANDARD_NORMAL} is spelled {@code standard-normal}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code 1.0E-4} is spelled {@code 1e-4}, and {@code 0.0} is spelled {@code 0}. */
  public static String of(double value) {
    return Double.toString(value).replaceFirst("(\\.0)?(E|$)", "$2").replace('E', 'e');
  }

  /** The spellings of all constants, in their order. */
  public static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Spelling::of).toList();
  }

  /**
   * The constant that is spelled so.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static <E extends Enum<E>> E parse(String spelled, Class<E> type) {
    return Enum.valueOf(type, spelled.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
