package advect.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trees of maps, lists, texts, numbers and truth values as JSON in one line.
 *
 * <p>What is read back equals what was written, whole numbers as {@link Long} and others as {@link
 * Double}, keys in their order. A text from anywhere is safe to read: its depth and its numbers are
 * bounded, keys must be unique, and nothing but such trees can come of it.
 */
public final class JsonText {
  private static final int MOST_DEPTH = 64;
  private static final int MOST_DIGITS = 100;

  /** Parses texts from anywhere. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxNumberLength(MOST_DIGITS)
                  .maxStringLength(HeaderBytes.LIMIT)
                  .build())
          .build();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private JsonText() {}

  /**
   * The text of a tree.
   *
   * @throws IllegalArgumentException naming the first value that JSON cannot hold
   */
  public static String of(Object tree) {
    requirePlain(tree, "", 0);
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + reason(e), e);
    }
  }

  /**
   * The tree of a text that must be an object.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Map<String, Object> object(String text) {
    return parse(text, new TypeReference<Map<String, Object>>() {}, "an object");
  }

  /**
   * The items of a text that must be a list of texts.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static List<String> texts(String text) {
    List<Object> items = parse(text, new TypeReference<List<Object>>() {}, "a list of texts");
    for (Object item : items) {
      if (!(item instanceof String)) {
        throw new IllegalArgumentException("expected a list of texts, which has " + item);
      }
    }
    return items.stream().map(String.class::cast).toList();
  }

  private static <T> T parse(String text, TypeReference<T> type, String expected) {
    @Nullable T value;
    try {
      value = MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected %s in JSON: %s".formatted(expected, reason(e)), e);
    }
    if (value == null)
      throw new IllegalArgumentException("expected %s, got null".formatted(expected));
    return value;
  }

  /** What the parser has to say, in one line and without its position. */
  static String reason(JsonProcessingException e) {
    return Objects.requireNonNullElse(e.getOriginalMessage(), "not JSON")
        .lines()
        .findFirst()
        .orElse("");
  }

  private static void requirePlain(@Nullable Object value, String path, int depth) {
    if (depth >= MOST_DEPTH) throw new IllegalArgumentException(path + " is nested too deeply");
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            if (!(key instanceof String text)) {
              throw new IllegalArgumentException(
                  "%s.%s: a key must be a text".formatted(path, key));
            }
            requirePlain(item, path.isEmpty() ? text : path + "." + key, depth + 1);
          });
    } else if (value instanceof List<?> list) {
      for (Object item : list) requirePlain(item, path + "[]", depth + 1);
    } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException(
          "%s is %s, which JSON cannot hold; leave it out".formatted(path, number));
    } else if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "%s is %s; expected maps, lists, texts, numbers and truth values"
              .formatted(path, value == null ? "null" : value.getClass().getName()));
    }
  }
}
