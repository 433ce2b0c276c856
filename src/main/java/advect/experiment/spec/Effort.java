package advect.experiment.spec;

import advect.ode.SolverChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much work an iteration of a phase is, where that is not as everywhere in the training: early
 * iterations need neither many points nor exact solves.
 *
 * @param batch points in a step; empty for those of the training
 * @param solver of the likelihood and its gradient; empty for that of the experiment, which always
 *     judges the validation points
 */
public record Effort(OptionalInt batch, Optional<SolverChoice> solver) {
  /** That of the training. */
  public static final Effort INHERITED = new Effort(OptionalInt.empty(), Optional.empty());

  static final String[] KEYS = {"batch", "solver"};

  /** Requires a point at least. */
  public Effort {
    batch.ifPresent(TrainingSpec::checkBatch);
  }

  static Effort read(Section s, int fallback) {
    return new Effort(
        s.has("batch") ? OptionalInt.of(s.whole("batch", fallback)) : OptionalInt.empty(),
        s.has("solver")
            ? Optional.of(SolverFormat.read(s, ModelSpec.TOLERANCE))
            : Optional.empty());
  }

  /** As it is read; nothing of what is inherited. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    batch.ifPresent(points -> tree.put("batch", points));
    solver.ifPresent(choice -> tree.put("solver", SolverFormat.tree(choice)));
    return tree;
  }
}
