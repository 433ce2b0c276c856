package advect.experiment.pilot;

import advect.experiment.spec.ExperimentSpec;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key of an experiment file that a pilot chooses a value for, in the order in which they are
 * tried: what changes the points first, what changes the network last. A further choice is a
 * constant with its key and values.
 *
 * <p>A fitted mixture as base is not among them: it begins ahead, and a short training measures
 * that head start, not where a whole one ends (docs/decisions/tables.md).
 */
enum PilotChoice {
  /** Margins made normal first pay where tails are long or edges hard. */
  MARGINS("data.preprocessing.margins") {
    @Override
    List<String> values(ExperimentSpec spec, int dim) {
      return List.of("plain", "auto");
    }
  },
  /** Principal components pay where columns correlate, and harm where rows are few. */
  LINEAR("data.preprocessing.linear") {
    @Override
    List<String> values(ExperimentSpec spec, int dim) {
      return dim == 1 ? List.of() : List.of("none", "whiten");
    }
  },
  /** Tails of the base pay where rows lie far out that no smooth map draws in. */
  BASE("flow.base") {
    @Override
    List<String> values(ExperimentSpec spec, int dim) {
      return List.of("standard-normal", "{student-t: {nu: 5}}");
    }
  },
  /** The rougher function for sharp edges, or the smoother one. */
  ACTIVATION("field.activation") {
    @Override
    List<String> values(ExperimentSpec spec, int dim) {
      return List.of("tanh", "softplus");
    }
  },
  /** Half the width, which learns less by heart. */
  WIDTH("field.hidden") {
    @Override
    List<String> values(ExperimentSpec spec, int dim) {
      List<Integer> hidden = spec.model().field().hidden();
      return List.of(
          hidden.stream()
              .map(width -> Integer.toString(Math.max(1, width / 2)))
              .collect(Collectors.joining(", ", "[", "]")));
    }
  };

  private final String key;

  PilotChoice(String key) {
    this.key = key;
  }

  /** Dotted path in an experiment file. */
  String key() {
    return key;
  }

  /** Values that are worth a trial, in YAML; the one that {@code spec} has may be among them. */
  abstract List<String> values(ExperimentSpec spec, int dim);

  /** The changes of {@code spec} to another value. */
  List<PilotChange> candidates(ExperimentSpec spec, int dim) {
    return values(spec, dim).stream()
        .map(value -> new PilotChange(key, value, spec.with(List.of(key + "=" + value))))
        .filter(candidate -> !candidate.spec.equals(spec))
        .toList();
  }

  /** Whether one of these keys is this one, a group that holds it, or a part of it. */
  boolean isAmong(List<String> keys) {
    return keys.stream()
        .anyMatch(k -> (k + ".").startsWith(key + ".") || (key + ".").startsWith(k + "."));
  }

  /**
   * An experiment in which one value is another.
   *
   * @param key of the value
   * @param value in YAML
   * @param spec with it
   */
  record PilotChange(String key, String value, ExperimentSpec spec) {}
}
