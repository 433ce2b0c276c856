package advect.model;

import advect.input.PlainMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How values of a class are stored: as a name and a tree of what makes one of them, besides its
 * parameters, which become tensors by their names.
 *
 * @param name in files; letters, digits and dashes, such as {@code my-field}
 * @param type the class; values of its subclasses are of other types
 * @param write all settings: a map of texts to texts, finite numbers, truth values, lists and maps;
 *     the keys {@code type} and {@code fixed} are taken
 * @param read a value with the settings that {@code write} put into its tree; throws {@link
 *     IllegalArgumentException} for others, and allocates nothing for parameters, whose number a
 *     damaged file may exaggerate
 */
public record StorableType<T>(
    String name,
    Class<T> type,
    Function<T, Map<String, Object>> write,
    Function<PlainMap, T> read) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Requires a name of that form. */
  public StorableType {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a stored type is called by small letters, digits and dashes, like my-field; got '%s'"
              .formatted(name));
    }
  }
}
