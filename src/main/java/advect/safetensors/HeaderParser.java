package advect.safetensors;

import advect.safetensors.Header.Extent;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a header as it streams by, and refuses whatever the format does not allow. */
final class HeaderParser {
  /** Sides of a tensor; NumPy has as many. */
  private static final int MOST_SIDES = 64;

  /** What one array holds. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private final JsonParser json;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Extent> entries = new LinkedHashMap<>();

  private HeaderParser(JsonParser json) {
    this.json = json;
  }

  static Header parse(String text) throws IOException {
    try (JsonParser json = JsonText.FACTORY.createParser(text)) {
      return new HeaderParser(json).header();
    }
  }

  private Header header() throws IOException {
    require(json.nextToken(), JsonToken.START_OBJECT, "the header", "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (name.equals(Header.METADATA)) {
        metadata();
      } else {
        entries.put(name, entry(name));
      }
    }
    if (json.nextToken() != null)
      throw new IllegalArgumentException("its header goes on after its end");
    return new Header(metadata, entries);
  }

  private void metadata() throws IOException {
    require(json.nextToken(), JsonToken.START_OBJECT, Header.METADATA, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(json.nextToken(), JsonToken.VALUE_STRING, Header.METADATA + "." + name, "a text");
      metadata.put(name, json.getText());
    }
  }

  private Extent entry(String name) throws IOException {
    require(json.nextToken(), JsonToken.START_OBJECT, "tensor " + name, "an object");
    @Nullable DType type = null;
    @Nullable List<Long> shape = null;
    @Nullable List<Long> offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken token = json.nextToken();
      switch (key) {
        case "dtype" -> {
          require(token, JsonToken.VALUE_STRING, "dtype of tensor " + name, "a text");
          type = DType.named(json.getText(), name);
        }
        case "shape" -> shape = wholes(token, "shape of tensor " + name, MOST_SIDES);
        case "data_offsets" -> offsets = wholes(token, "data_offsets of tensor " + name, 2);
        default ->
            throw new IllegalArgumentException(
                "tensor %s has a key %s; expected dtype, shape and data_offsets"
                    .formatted(name, key));
      }
    }
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new IllegalArgumentException(
          "tensor %s needs dtype, shape and two data_offsets".formatted(name));
    }
    return entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static Extent entry(String name, DType type, List<Long> shape, long begin, long end) {
    long bytes = type.bytes();
    try {
      for (long side : shape) bytes = Math.multiplyExact(bytes, side);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "tensor %s has an absurd shape %s".formatted(name, shape), e);
    }
    if (end - begin != bytes) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s needs %d bytes, but its data_offsets %d to %d hold %d"
              .formatted(name, shape, bytes, begin, end, end - begin));
    }
    if (bytes > MOST_BYTES || shape.stream().anyMatch(side -> side > Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("tensor %s is larger than 2 GiB".formatted(name));
    }
    return new Extent(type, shape.stream().map(Math::toIntExact).toList(), begin, end);
  }

  /** A list of numbers 0, 1, 2, ..., at most so many. */
  private List<Long> wholes(@Nullable JsonToken token, String what, int most) throws IOException {
    require(token, JsonToken.START_ARRAY, what, "a list");
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what, "whole numbers");
      long number = json.getLongValue();
      if (number < 0) throw new IllegalArgumentException("%s has %d".formatted(what, number));
      if (numbers.size() == most) throw new IllegalArgumentException(what + " is too long");
      numbers.add(number);
    }
    return numbers;
  }

  private static void require(
      @Nullable JsonToken token, JsonToken expected, String what, String inWords) {
    if (token != expected) {
      throw new IllegalArgumentException("%s must be %s".formatted(what, inWords));
    }
  }
}
