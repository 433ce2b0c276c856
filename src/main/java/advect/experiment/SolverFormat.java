package advect.experiment;

import advect.experiment.SolverSpec.Adaptive;
import advect.experiment.SolverSpec.Fixed;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a {@link SolverSpec} is written in an experiment file. */
final class SolverFormat {
  private SolverFormat() {}

  static SolverSpec read(Section parent, Choices choices, Adaptive fallback) {
    Section s = parent.section("solver", "method", "tolerance", "steps");
    String method = s.choice("method", choices.solvers(), fallback.method());
    boolean equalSteps = choices.fixedSolvers().contains(method);
    return s.make(() -> equalSteps ? fixed(s, method) : adaptive(s, method, fallback));
  }

  private static SolverSpec fixed(Section s, String method) {
    if (s.has("tolerance")) {
      throw s.error(
          "tolerance",
          "means nothing to %s, which takes equal steps; write {method: %s, steps: 20}"
              .formatted(method, method));
    }
    return new Fixed(method, s.requiredWhole("steps", 20));
  }

  private static SolverSpec adaptive(Section s, String method, Adaptive fallback) {
    if (s.has("steps")) {
      throw s.error(
          "steps",
          "means nothing to %s, which chooses its steps; write {method: %s, tolerance: %s}"
              .formatted(method, method, Spelling.of(fallback.tolerance())));
    }
    return new Adaptive(method, s.number("tolerance", fallback.tolerance()));
  }

  static Map<String, Object> tree(SolverSpec solver) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("method", solver.method());
    if (solver instanceof Adaptive a) tree.put("tolerance", a.tolerance());
    if (solver instanceof Fixed f) tree.put("steps", f.steps());
    return tree;
  }
}
