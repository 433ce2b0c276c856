package advect.experiment.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A piece of YAML that knows where it was written. */
sealed interface Node {
  /** Where its key stands, or the piece itself if it has none. */
  Origin origin();

  /** What it is, as the end of the sentence "... but is". */
  String description();

  /** As it may be written in a line. */
  String written();

  /** The piece under a key, or at a place of a list counted from 1. */
  default Optional<Node> child(String key) {
    return Optional.empty();
  }

  /** A value as it was typed; quotes removed. */
  record Scalar(Origin origin, String text) implements Node {
    @Override
    public String description() {
      return '"' + text + '"';
    }

    @Override
    public String written() {
      return text;
    }
  }

  /** A key without a value. */
  record Empty(Origin origin) implements Node {
    @Override
    public String description() {
      return "empty";
    }

    @Override
    public String written() {
      return "";
    }
  }

  /** A list. */
  record Sequence(Origin origin, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String description() {
      return "a list";
    }

    @Override
    public String written() {
      return items.stream().map(Node::written).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Optional<Node> child(String key) {
      return IntStream.rangeClosed(1, items.size())
          .filter(place -> key.equals(String.valueOf(place)))
          .mapToObj(place -> items.get(place - 1))
          .findFirst();
    }
  }

  /** Keys and their values, in the order in which they were written. */
  record Mapping(Origin origin, Map<String, Node> entries) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String description() {
      return "a group of keys (" + String.join(", ", entries.keySet()) + ")";
    }

    @Override
    public String written() {
      return entries.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue().written())
          .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public Optional<Node> child(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** A copy in which {@code key} has the value {@code node}. */
    Mapping with(String key, Node node) {
      Map<String, Node> changed = new LinkedHashMap<>(entries);
      changed.put(key, node);
      return new Mapping(origin, changed);
    }
  }
}
