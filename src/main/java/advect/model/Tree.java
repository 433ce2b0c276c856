package advect.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map that may hold anything: every method gives a value of its kind or throws an {@link
 * IllegalArgumentException} that says where it is missing or what it is instead.
 *
 * @param name of the map, for messages
 * @param map texts to texts, numbers, truth values, lists and maps
 */
public record Tree(String name, Map<?, ?> map) {
  /** More than any network has layers. */
  private static final int MOST_ITEMS = 10_000;

  /** Refuses any other key: what this program does not read may matter. */
  public void requireOnly(String... keys) {
    for (Object key : map.keySet()) {
      if (!List.of(keys).contains(key)) {
        throw new IllegalArgumentException(
            "%s has %s, which this Advect does not know; use a newer Advect".formatted(name, key));
      }
    }
  }

  /** The same without a key that has been read. */
  Tree without(String key) {
    Map<Object, Object> rest = new LinkedHashMap<>(map);
    rest.remove(key);
    return new Tree(name, rest);
  }

  /** Anything. */
  Object value(String key) {
    return of(Object.class, key, "a value");
  }

  /** A map in the map. */
  public Tree tree(String key) {
    return new Tree(name + "." + key, of(Map.class, key, "keys and values"));
  }

  /** A text. */
  public String text(String key) {
    return of(String.class, key, "a text");
  }

  /** A truth value. */
  public boolean truth(String key) {
    return of(Boolean.class, key, "true or false");
  }

  /** A number. */
  public double number(String key) {
    return of(Number.class, key, "a number").doubleValue();
  }

  /** A list of numbers. */
  public List<Double> numbers(String key) {
    List<Double> numbers = new ArrayList<>();
    for (Object item : list(key, "a list of numbers")) {
      if (!(item instanceof Number number)) throw unlike(key, "a list of numbers", item);
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  /** A whole number. */
  public int whole(String key) {
    return whole(map.get(key), key);
  }

  /** A list of whole numbers. */
  public List<Integer> wholes(String key) {
    List<Integer> numbers = new ArrayList<>();
    for (Object item : list(key, "a list of whole numbers")) numbers.add(whole(item, key));
    return numbers;
  }

  /** A constant that is spelled in lower case, with dashes. */
  public <E extends Enum<E>> E constant(String key, Class<E> type) {
    String text = text(key);
    for (E constant : type.getEnumConstants()) {
      if (spelled(constant).equals(text)) return constant;
    }
    throw new IllegalArgumentException(
        "%s.%s is %s, which this Advect does not know; use a newer Advect"
            .formatted(name, key, text));
  }

  /** How {@link #constant} reads a constant. */
  public static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private List<?> list(String key, String inWords) {
    List<?> items = of(List.class, key, inWords);
    if (items.size() > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "%s.%s has %d numbers; at most %d are read"
              .formatted(name, key, items.size(), MOST_ITEMS));
    }
    return items;
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
