package advect.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a map that may hold anything, and says what is missing. */
record Tree(String name, Map<?, ?> map) {
  /** More than any network has layers. */
  private static final int MOST_ITEMS = 10_000;

  /** Refuses any other key: what this program does not read may matter. */
  void requireOnly(String... keys) {
    for (Object key : map.keySet()) {
      if (!List.of(keys).contains(key)) {
        throw new IllegalArgumentException(
            "%s has %s, which this Advect does not know; use a newer Advect".formatted(name, key));
      }
    }
  }

  Tree tree(String key) {
    return new Tree(name + "." + key, of(Map.class, key, "keys and values"));
  }

  String text(String key) {
    return of(String.class, key, "a text");
  }

  double number(String key) {
    return of(Number.class, key, "a number").doubleValue();
  }

  int whole(String key) {
    return whole(map.get(key), key);
  }

  List<Integer> wholes(String key) {
    List<Integer> numbers = new ArrayList<>();
    List<?> items = of(List.class, key, "a list of whole numbers");
    if (items.size() > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "%s.%s has %d numbers; at most %d are read"
              .formatted(name, key, items.size(), MOST_ITEMS));
    }
    for (Object item : items) {
      numbers.add(whole(item, key));
    }
    return numbers;
  }

  /** A constant that is spelled in lower case, with dashes. */
  <E extends Enum<E>> E constant(String key, Class<E> type) {
    String text = text(key);
    for (E constant : type.getEnumConstants()) {
      if (spelled(constant).equals(text)) return constant;
    }
    throw new IllegalArgumentException(
        "%s.%s is %s, which this Advect does not know; use a newer Advect"
            .formatted(name, key, text));
  }

  static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private int whole(@Nullable Object value, String key) {
    if (value instanceof Long number && number == number.intValue()) return number.intValue();
    throw unlike(key, "a whole number", value);
  }

  private <T> T of(Class<T> type, String key, String inWords) {
    Object value = map.get(key);
    if (type.isInstance(value)) return type.cast(value);
    throw unlike(key, inWords, value);
  }

  private IllegalArgumentException unlike(String key, String expected, @Nullable Object value) {
    return new IllegalArgumentException(
        "%s.%s must be %s, but is %s"
            .formatted(name, key, expected, value == null ? "missing" : value));
  }
}
