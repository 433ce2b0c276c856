package advect.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One map of a tree of plain values that may hold anything, with its place in the tree.
 *
 * <p>Every getter throws an {@link InputException} if the value is missing or of another kind.
 *
 * @param path where the map is, for messages
 * @param map as it was read
 * @param advice what to do if something is wrong, for messages; without a full stop
 */
public record PlainMap(String path, Map<?, ?> map, String advice) {
  private static final int MOST_LETTERS = 80;

  /** The complaint about the value of a key. */
  public InputException trouble(String key, @Nullable Object found, String expected) {
    return complaint(at(key), found, expected);
  }

  private InputException complaint(String where, @Nullable Object found, String expected) {
    String text = found == null ? "nothing" : "'" + found + "'";
    String shown =
        text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS - 3) + "...'" : text;
    return new InputException(
        "%s: found %s, expected %s; %s.".formatted(where, shown, expected, advice));
  }

  private String at(String key) {
    return path + "." + key;
  }

  /** Refuses any other key: what is not read may matter. */
  public void requireOnly(String... keys) {
    Set<String> known = Set.of(keys);
    for (Object key : map.keySet()) {
      if (!(key instanceof String name && known.contains(name))) {
        throw complaint(path, key, "no keys but " + String.join(", ", keys));
      }
    }
  }

  /** Whether there is such a key. */
  public boolean has(String key) {
    return map.containsKey(key);
  }

  /** The same without a key that has been read. */
  public PlainMap without(String key) {
    Map<Object, Object> rest = new LinkedHashMap<>(map);
    rest.remove(key);
    return new PlainMap(path, rest, advice);
  }

  /** A map within this one. */
  public PlainMap child(String key) {
    return child(at(key), map.get(key));
  }

  /** The maps of a list. */
  public List<PlainMap> children(String key) {
    List<?> list = list(key);
    return IntStream.range(0, list.size())
        .mapToObj(i -> child("%s[%d]".formatted(at(key), i), list.get(i)))
        .toList();
  }

  private PlainMap child(String where, @Nullable Object value) {
    if (value instanceof Map<?, ?> child) return new PlainMap(where, child, advice);
    throw complaint(where, value, "a map");
  }

  /** A text. */
  public String text(String key) {
    return text(key, map.get(key));
  }

  private String text(String key, @Nullable Object value) {
    if (value instanceof String text) return text;
    throw trouble(key, value, "a text");
  }

  /** Texts, however many. */
  public List<String> texts(String key) {
    return list(key).stream().map(value -> text(key, value)).toList();
  }

  /** A constant by its {@link Spelling}. */
  public <E extends Enum<E>> E constant(String key, Class<E> type) {
    String text = text(key);
    return Stream.of(type.getEnumConstants())
        .filter(constant -> Spelling.of(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> trouble(key, text, "one of " + String.join(", ", Spelling.all(type))));
  }

  /** A truth value. */
  public boolean truth(String key) {
    if (map.get(key) instanceof Boolean truth) return truth;
    throw trouble(key, map.get(key), "true or false");
  }

  /** A finite number. */
  public double number(String key) {
    return number(key, map.get(key));
  }

  private double number(String key, @Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw trouble(key, value, "a finite number");
  }

  /** A whole number. */
  public int whole(String key) {
    double value = number(key);
    if (value == (int) value) return (int) value;
    throw trouble(key, map.get(key), "a whole number below 2^31");
  }

  /** A whole number from {@code low} to {@code high}. */
  public long whole(String key, long low, long high) {
    return whole(key, map.get(key), low, high);
  }

  private long whole(String key, @Nullable Object found, long low, long high) {
    double value = number(key, found);
    if (value == Math.rint(value) && low <= value && value <= high) return (long) value;
    throw trouble(key, found, "a whole number from %d to %d".formatted(low, high));
  }

  /** Whole numbers from {@code low} to {@code high}, however many. */
  public List<Long> wholes(String key, long low, long high) {
    return list(key).stream().map(value -> whole(key, value, low, high)).toList();
  }

  /** Finite numbers, {@code size} of them. */
  public double[] numbers(String key, int size) {
    List<?> list = list(key);
    if (list.size() != size) throw trouble(key, list, size + " numbers");
    return list.stream().mapToDouble(value -> number(key, value)).toArray();
  }

  /** Finite numbers, however many. */
  public List<Double> numbers(String key) {
    return list(key).stream().map(value -> number(key, value)).toList();
  }

  private List<?> list(String key) {
    if (map.get(key) instanceof List<?> list) return list;
    throw trouble(key, map.get(key), "a list");
  }

  /**
   * Makes a value whose constructor may refuse what was read.
   *
   * @throws InputException with the constructor's complaint and its place
   */
  public <T> T make(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (InputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InputException("%s: %s; %s.".formatted(path, e.getMessage(), advice), e);
    }
  }
}
