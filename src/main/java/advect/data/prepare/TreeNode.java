package advect.data.prepare;

import advect.data.InputException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One map of a tree of plain values that may hold anything, with its place in the tree.
 *
 * @param path where the map is, for messages
 */
record TreeNode(String path, Map<?, ?> map) {
  /** A value that must be a map. */
  static TreeNode of(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) return new TreeNode(path, map);
    throw complaint(path, value, "a map");
  }

  private static InputException complaint(String path, @Nullable Object found, String expected) {
    String text = found == null ? "nothing" : "'" + found + "'";
    String shown = text.length() > 80 ? text.substring(0, 77) + "...'" : text;
    return new InputException(
        ("Preprocessing, %s: found %s, expected %s; it was damaged or written by another version,"
                + " so fit it again.")
            .formatted(path, shown, expected));
  }

  /** The complaint about the value of a key. */
  InputException trouble(String key, @Nullable Object found, String expected) {
    return complaint(path + "." + key, found, expected);
  }

  /** Refuses any other key. */
  void requireOnly(String... keys) {
    Set<String> known = Set.of(keys);
    for (Object key : map.keySet()) {
      if (!(key instanceof String name && known.contains(name))) {
        throw complaint(path, key, "no keys but " + String.join(", ", keys));
      }
    }
  }

  boolean has(String key) {
    return map.containsKey(key);
  }

  TreeNode child(String key) {
    return of(path + "." + key, map.get(key));
  }

  List<TreeNode> children(String key) {
    List<?> list = list(key);
    return IntStream.range(0, list.size())
        .mapToObj(i -> of("%s.%s[%d]".formatted(path, key, i), list.get(i)))
        .toList();
  }

  String text(String key) {
    return text(key, map.get(key));
  }

  private String text(String key, @Nullable Object value) {
    if (value instanceof String text) return text;
    throw trouble(key, value, "a text");
  }

  List<String> texts(String key) {
    return list(key).stream().map(value -> text(key, value)).toList();
  }

  /** A finite number. */
  double number(String key) {
    return number(key, map.get(key));
  }

  private double number(String key, @Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw trouble(key, value, "a finite number");
  }

  /** A whole number from {@code low} to {@code high}. */
  long whole(String key, long low, long high) {
    double value = number(key);
    if (value == Math.rint(value) && low <= value && value <= high) return (long) value;
    throw trouble(key, value, "a whole number from %d to %d".formatted(low, high));
  }

  /** Finite numbers, {@code size} of them. */
  double[] numbers(String key, int size) {
    List<?> list = list(key);
    if (list.size() != size) throw trouble(key, list, size + " numbers");
    return list.stream().mapToDouble(value -> number(key, value)).toArray();
  }

  /** Finite numbers, however many. */
  List<Double> numbers(String key) {
    return list(key).stream().map(value -> number(key, value)).toList();
  }

  private List<?> list(String key) {
    if (map.get(key) instanceof List<?> list) return list;
    throw trouble(key, map.get(key), "a list");
  }

  /** Makes a value whose constructor may refuse what was read. */
  <T> T make(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (InputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InputException("Preprocessing, %s: %s.".formatted(path, e.getMessage()), e);
    }
  }
}
