package advect.experiment.spec;

import static java.util.regex.Pattern.MULTILINE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses one YAML document into {@link Node}s.
 *
 * <p>Refuses what a configuration can do without and a reader stumbles over: a key given twice,
 * aliases, several documents in a file.
 */
final class YamlTree {
  private static final Pattern POSITION =
      Pattern.compile("^ in .*, line (\\d+), column", MULTILINE);

  private final YAMLParser parser;
  private final String source;
  private final boolean lines;

  private YamlTree(YAMLParser parser, String source, boolean lines) {
    this.parser = parser;
    this.source = source;
    this.lines = lines;
  }

  /** Parses the text of a file; errors name {@code source} and the line. */
  static Node parse(String yaml, String source) {
    return parse(yaml, source, true);
  }

  /** Parses a value typed on the command line; errors name {@code source} only. */
  static Node parseValue(String yaml, String source) {
    return parse(yaml, source, false);
  }

  private static Node parse(String yaml, String source, boolean lines) {
    try (YAMLParser parser = factory().createParser(yaml)) {
      return new YamlTree(parser, source, lines).document();
    } catch (JsonProcessingException e) {
      String message = e.getOriginalMessage();
      Origin origin = new Origin(source, lines ? lineIn(message) : 0);
      throw new SpecException(origin, "not readable as YAML: " + reason(message));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Keys and values as the text of a file. */
  static String write(Map<String, Object> tree) {
    requireYaml();
    try {
      return YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.SPLIT_LINES, YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build()
          .writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is more than YAML can say", e);
    }
  }

  private static YAMLFactory factory() {
    requireYaml();
    return new YAMLFactory();
  }

  private static void requireYaml() {
    try {
      Class.forName("com.fasterxml.jackson.dataformat.yaml.YAMLFactory");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "reading YAML needs com.fasterxml.jackson.dataformat:jackson-dataformat-yaml on the class"
              + " path; add the dependency",
          e);
    }
  }

  /** The last line that the parser's message points at, which is where it gave up. */
  private static int lineIn(String message) {
    return POSITION
        .matcher(message)
        .results()
        .map(found -> Integer.parseInt(found.group(1)))
        .reduce(0, (earlier, later) -> later);
  }

  /** The parser's message without its drawings and positions. */
  private static String reason(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .collect(Collectors.joining(", "));
  }

  private Node document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) return new Node.Empty(here());
    Node root = node(first, here());
    if (parser.nextToken() != null) {
      throw new SpecException(here(), "a second document starts here; keep one in a file");
    }
    return root;
  }

  private Node node(@Nullable JsonToken token, Origin origin) throws IOException {
    if (parser.isCurrentAlias()) {
      throw new SpecException(
          here(), "aliases such as *%s are not read; write the value".formatted(parser.getText()));
    }
    if (token == JsonToken.START_OBJECT) return mapping(origin);
    if (token == JsonToken.START_ARRAY) return sequence(origin);
    if (token == JsonToken.VALUE_NULL) return new Node.Empty(origin);
    return new Node.Scalar(origin, parser.getText());
  }

  private Node mapping(Origin origin) throws IOException {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.getText();
      Origin here = here();
      Node earlier = entries.get(key);
      if (earlier != null) {
        throw new SpecException(
            here, "%s is given twice, first at %s".formatted(key, earlier.origin()));
      }
      entries.put(key, node(parser.nextToken(), here));
    }
    return new Node.Mapping(origin, entries);
  }

  private Node sequence(Origin origin) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      items.add(node(t, here()));
    }
    return new Node.Sequence(origin, items);
  }

  private Origin here() {
    return new Origin(source, lines ? Math.max(1, parser.currentTokenLocation().getLineNr()) : 0);
  }
}
