package advect.experiment.spec;

import java.util.List;
import java.util.Map;

/**
 * One {@code key=value} from the command line: a dotted path into the experiment file and a value
 * in YAML.
 */
record Setting(List<String> path, Node value) {
  private static final String EXAMPLE = "such as training.iterations=3000";

  /** Reads {@code key.path=value}. */
  static Setting parse(String text) {
    int equals = text.indexOf('=');
    String source = Origin.SETTING + text;
    if (equals < 0) {
      throw new SpecException(source + ": has no =; write key=value, " + EXAMPLE);
    }
    List<String> path = List.of(text.substring(0, equals).strip().split("\\.", -1));
    if (path.stream().anyMatch(String::isBlank)) {
      throw new SpecException(source + ": has an empty key; write key=value, " + EXAMPLE);
    }
    return new Setting(path, YamlTree.parseValue(text.substring(equals + 1), source));
  }

  /** A copy of {@code root} in which this path has this value; groups on the way are made. */
  Node.Mapping applyTo(Node.Mapping root) {
    return applied(root, 0);
  }

  private Node.Mapping applied(Node.Mapping group, int depth) {
    String key = path.get(depth);
    if (depth == path.size() - 1) return group.with(key, value);
    Node.Mapping inner =
        group.entries().get(key) instanceof Node.Mapping m
            ? m
            : new Node.Mapping(value.origin(), Map.of());
    return group.with(key, applied(inner, depth + 1));
  }
}
