package advect.safetensors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file holds and where.
 *
 * @param metadata words about the file
 * @param entries the tensors by name, in the order of their data, which fill the rest of the file
 *     without gaps
 */
record Header(Map<String, String> metadata, Map<String, Extent> entries) {
  static final String METADATA = "__metadata__";

  /**
   * Where a tensor lies.
   *
   * @param begin its first byte, counted from the end of the header
   * @param end the byte after its last
   */
  record Extent(DType type, List<Integer> shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }
  }

  /** The header of a file with these contents, wide numbers first so that all are aligned. */
  static Header of(Map<String, String> metadata, Map<String, Tensor> tensors) {
    List<Map.Entry<String, Tensor>> order =
        tensors.entrySet().stream()
            .sorted(Comparator.comparing(e -> -e.getValue().type().bytes()))
            .toList();
    Map<String, Extent> entries = new LinkedHashMap<>();
    long begin = 0;
    for (Map.Entry<String, Tensor> tensor : order) {
      if (tensor.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("no tensor can be called " + METADATA);
      }
      Tensor value = tensor.getValue();
      long end = begin + value.bytes().remaining();
      entries.put(tensor.getKey(), new Extent(value.type(), value.shape(), begin, end));
      begin = end;
    }
    return new Header(metadata, entries);
  }

  /**
   * Reads a header.
   *
   * @param dataBytes bytes of the file after the header
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Header parse(String json, long dataBytes) {
    Header header;
    try {
      header = HeaderParser.parse(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its header is not readable: " + JsonText.reason(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return header.tiling(dataBytes);
  }

  /** The same with entries in the order of their data. */
  private Header tiling(long dataBytes) {
    Map<String, Extent> ordered = new LinkedHashMap<>();
    entries.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Extent> e) -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end()))
        .forEach(e -> ordered.put(e.getKey(), e.getValue()));
    long position = 0;
    for (Map.Entry<String, Extent> entry : ordered.entrySet()) {
      if (entry.getValue().begin() != position) {
        throw new IllegalArgumentException(
            "tensor %s begins at byte %d of the data, expected %d: tensors may not overlap or leave gaps"
                .formatted(entry.getKey(), entry.getValue().begin(), position));
      }
      position = entry.getValue().end();
    }
    if (position != dataBytes) {
      throw new IllegalArgumentException(
          "its tensors fill %d bytes, but %d follow the header; the file is cut short or damaged"
              .formatted(position, dataBytes));
    }
    return new Header(metadata, ordered);
  }

  /** The text of this header. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> word : metadata.entrySet()) {
          json.writeStringField(word.getKey(), word.getValue());
        }
        json.writeEndObject();
      }
      for (Map.Entry<String, Extent> entry : entries.entrySet()) {
        Extent place = entry.getValue();
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("dtype", place.type().name());
        json.writeFieldName("shape");
        json.writeArray(
            place.shape().stream().mapToInt(Integer::intValue).toArray(), 0, place.shape().size());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {place.begin(), place.end()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }
}
