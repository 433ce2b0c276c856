package advect.experiment.spec;

import advect.input.NearestName;
import advect.input.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of one group of keys. The keys a group may have are named when it is opened, and
 * any other is refused at once, so that a misspelt key is reported before the one it stands for is
 * missed.
 */
public final class Section {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)([eE][-+]?\\d{1,4})?");

  private final Node.Mapping group;
  private final String path;
  private final List<String> keys;

  private Section(Node.Mapping group, String path, List<String> keys) {
    this.group = group;
    this.path = path;
    this.keys = keys;
    for (Map.Entry<String, Node> entry : group.entries().entrySet()) {
      if (!keys.contains(entry.getKey())) throw unknown(entry.getKey(), entry.getValue());
    }
  }

  /** Opens the whole document. */
  static Section root(Node.Mapping document, String... keys) {
    return new Section(document, "", List.of(keys));
  }

  /** Opens the group under {@code key}; a missing one is read as a group without keys. */
  public Section section(String key, String... known) {
    Node node = group.entries().get(known(key));
    return open(node, pathOf(key), known);
  }

  /** Opens every group of the list under {@code key}, which must be given. */
  List<Section> groups(String key, String... known) {
    return list(
        key,
        List.of(),
        (node, at) -> open(node, at, known),
        "[{%s: ...}, ...]".formatted(known[0]));
  }

  private Section open(@Nullable Node node, String at, String... known) {
    if (node == null) node = new Node.Mapping(group.origin(), Map.of());
    if (node instanceof Node.Mapping m) return new Section(m, at, List.of(known));
    String example = known.length == 0 ? "without keys" : "such as {" + known[0] + ": ...}";
    throw wrong(node, at, "must be a group of keys, " + example);
  }

  /** Whether a key is given. */
  public boolean has(String key) {
    return group.entries().containsKey(known(key));
  }

  /** Whether a key is given, and has keys of its own. */
  boolean isGroup(String key) {
    return group.entries().get(known(key)) instanceof Node.Mapping;
  }

  /** Text that must be given. */
  public String text(String key, String example) {
    return text(required(key, example), pathOf(key), example);
  }

  /** Text, or the fallback. */
  public String text(String key, String fallback, String example) {
    return has(key) ? text(key, example) : fallback;
  }

  /** True or false. */
  public boolean truth(String key, boolean fallback) {
    return choice(key, List.of("true", "false"), Boolean.toString(fallback)).equals("true");
  }

  /** A whole number. */
  public int whole(String key, int fallback) {
    Node node = group.entries().get(known(key));
    return node == null ? fallback : whole(node, pathOf(key), fallback);
  }

  /** A long whole number. */
  public long wholeLong(String key, long fallback) {
    Node node = group.entries().get(known(key));
    return node == null ? fallback : wholeLong(node, pathOf(key), fallback);
  }

  /** A number. */
  public double number(String key, double fallback) {
    Node node = group.entries().get(known(key));
    return node == null ? fallback : number(node, pathOf(key), Spelling.of(fallback));
  }

  /** Whole numbers. */
  public List<Integer> wholes(String key, List<Integer> fallback) {
    return list(key, fallback, (node, at) -> whole(node, at, 64), "[64, 64]");
  }

  /** Texts. */
  public List<String> texts(String key, List<String> fallback) {
    return list(key, fallback, (node, at) -> text(node, at, "height"), "[height, weight]");
  }

  /** A constant, spelled with dashes. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    Class<E> type = fallback.getDeclaringClass();
    String spelled = choice(key, Spelling.all(type), Spelling.of(fallback));
    return Spelling.parse(spelled, type);
  }

  /** Constants, spelled with dashes. */
  <E extends Enum<E>> List<E> choices(String key, List<E> fallback, Class<E> type) {
    List<String> all = Spelling.all(type);
    return list(
        key,
        fallback,
        (node, at) -> Spelling.parse(chosen(node, at, all, text(node, at, all.get(0))), type),
        all.toString());
  }

  /** One of {@code choices}. */
  public String choice(String key, List<String> choices, String fallback) {
    Node node = group.entries().get(known(key));
    if (node == null) return fallback;
    if (node instanceof Node.Scalar s) return chosen(node, pathOf(key), choices, s.text());
    throw wrong(node, pathOf(key), "must be one of " + String.join(", ", choices));
  }

  /** The name in {@code key: name} or {@code key: {name: {...}}}. */
  String variant(String key, List<String> choices, String fallback) {
    if (!(group.entries().get(known(key)) instanceof Node.Mapping m)) {
      return choice(key, choices, fallback);
    }
    if (m.entries().size() != 1) throw notOne(m, pathOf(key), choices);
    Map.Entry<String, Node> only = m.entries().entrySet().iterator().next();
    return chosen(only.getValue(), pathOf(key), choices, only.getKey());
  }

  /** The options in {@code key: {name: {...}}}; none in {@code key: name}. */
  Section options(String key, String name, String... known) {
    Node node = group.entries().get(known(key));
    Node options = node instanceof Node.Mapping m ? m.entries().get(name) : null;
    return open(options, pathOf(key) + "." + name, known);
  }

  /**
   * Runs a constructor, adding file, line and path to what it refuses: those of the key if it is a
   * rule of this package, otherwise those of the group.
   */
  public <T> T make(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (Check.Violation e) {
      throw error(e.key(), e.rule());
    } catch (SpecException e) { // of a section within, with its own place
      throw e;
    } catch (IllegalArgumentException e) {
      throw new SpecException(group.origin(), path + ": " + e.getMessage(), e);
    }
  }

  /**
   * A mistake at {@code key}: "{@code path} {@code rule}".
   *
   * @param key of this group or of one within, such as {@code training.phases[1].costs}
   */
  SpecException error(String key, String rule) {
    Node node = group;
    for (String part : key.split("[.\\[\\]]+", -1)) node = node.child(part).orElse(node);
    return new SpecException(node.origin(), pathOf(key) + " " + rule);
  }

  private String known(String key) {
    if (!keys.contains(key)) throw new IllegalStateException("undeclared key " + pathOf(key));
    return key;
  }

  private Node required(String key, String example) {
    Node node = group.entries().get(known(key));
    if (node == null) throw error(key, "is missing; add %s: %s".formatted(key, example));
    return node;
  }

  private SpecException unknown(String key, Node node) {
    String hint =
        NearestName.of(key, keys).map(near -> "; did you mean %s?".formatted(near)).orElse("");
    String known = keys.isEmpty() ? "no keys belong here" : "known: " + String.join(", ", keys);
    return new SpecException(
        node.origin(), "unknown key %s%s (%s)".formatted(pathOf(key), hint, known));
  }

  private <T> List<T> list(
      String key, List<T> fallback, BiFunction<Node, String, T> read, String example) {
    Node node = group.entries().get(known(key));
    if (node == null) return fallback;
    if (!(node instanceof Node.Sequence s)) {
      String advice = node.origin().isSetting() ? "; --set replaces a list as a whole" : "";
      throw new SpecException(
          node.origin(),
          "%s must be a list, such as %s, but is %s%s"
              .formatted(pathOf(key), example, node.description(), advice));
    }
    List<T> values = new ArrayList<>();
    for (Node item : s.items()) {
      values.add(read.apply(item, "%s[%d]".formatted(pathOf(key), values.size() + 1)));
    }
    return List.copyOf(values);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** A setting within another variant than the one there is adds to it; it must replace it. */
  private static SpecException notOne(Node.Mapping m, String at, List<String> choices) {
    String rule = "must be just one of " + String.join(", ", choices);
    for (Map.Entry<String, Node> added : m.entries().entrySet()) {
      Origin origin = added.getValue().origin();
      if (!origin.isSetting() || m.origin().equals(origin)) continue;
      return new SpecException(
          origin,
          "%s %s, and has another; write --set '%s={%s: %s}'"
              .formatted(at, rule, at, added.getKey(), added.getValue().written()));
    }
    return wrong(m, at, rule);
  }

  private static SpecException wrong(Node node, String at, String rule) {
    return new SpecException(node.origin(), at + " " + rule + ", but is " + node.description());
  }

  private static String chosen(Node node, String at, List<String> choices, String word) {
    if (choices.contains(word)) return word;
    String hint =
        NearestName.of(word, choices).map(near -> "; did you mean %s?".formatted(near)).orElse("");
    throw new SpecException(
        node.origin(),
        "%s must be one of %s, but is \"%s\"%s"
            .formatted(at, String.join(", ", choices), word, hint));
  }

  private static String text(Node node, String at, String example) {
    if (node instanceof Node.Scalar s && !s.text().isBlank()) return s.text();
    throw wrong(node, at, "must be text, such as " + example);
  }

  private static int whole(Node node, String at, int example) {
    long value = wholeLong(node, at, example);
    if (value == (int) value) return (int) value;
    throw wrong(
        node,
        at,
        value > 0
            ? "must be at most " + Integer.MAX_VALUE
            : "must be at least " + Integer.MIN_VALUE);
  }

  private static long wholeLong(Node node, String at, long example) {
    String rule = "must be a whole number, such as " + example;
    if (!isNumber(node)) throw wrong(node, at, rule);
    try {
      return decimal(node).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(node, at, rule);
    }
  }

  private static double number(Node node, String at, String example) {
    if (!isNumber(node)) throw wrong(node, at, "must be a number, such as " + example);
    return decimal(node).doubleValue();
  }

  private static boolean isNumber(Node node) {
    return node instanceof Node.Scalar s && NUMBER.matcher(s.text()).matches();
  }

  private static BigDecimal decimal(Node node) {
    return new BigDecimal(((Node.Scalar) node).text().replace("_", ""));
  }
}
