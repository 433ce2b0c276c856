package advect.experiment;

import advect.experiment.SolverSpec.Adaptive;
import advect.experiment.SolverSpec.Fixed;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a {@link SolverSpec} is written in an experiment file. */
final class SolverFormat {
  private static final int EXAMPLE_STEPS = 20;

  private SolverFormat() {}

  /** Steps make it fixed; otherwise a method that can follow a tolerance does. */
  static SolverSpec read(Section parent, Choices choices, Adaptive fallback) {
    Section s = parent.section("solver", "method", "tolerance", "steps");
    String method = s.choice("method", choices.solvers(), fallback.method());
    boolean canAdapt = choices.adaptiveSolvers().contains(method);
    if (s.has("tolerance")) refuseTolerance(s, method, canAdapt);
    if (s.has("steps") && !choices.fixedSolvers().contains(method)) {
      throw s.error("steps", "means nothing to %s, which chooses its own".formatted(method));
    }
    boolean adaptive = canAdapt && !s.has("steps");
    return s.make(
        () ->
            adaptive
                ? new Adaptive(method, s.number("tolerance", fallback.tolerance()))
                : new Fixed(method, s.requiredWhole("steps", EXAMPLE_STEPS)));
  }

  private static void refuseTolerance(Section s, String method, boolean canAdapt) {
    if (!canAdapt) {
      throw s.error(
          "tolerance",
          "means nothing to %s, which takes equal steps; write {method: %s, steps: %d}"
              .formatted(method, method, EXAMPLE_STEPS));
    }
    if (s.has("steps")) {
      throw s.error("tolerance", "means nothing to equal steps; remove it, or steps");
    }
  }

  static Map<String, Object> tree(SolverSpec solver) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("method", solver.method());
    if (solver instanceof Adaptive a) tree.put("tolerance", a.tolerance());
    if (solver instanceof Fixed f) tree.put("steps", f.steps());
    return tree;
  }
}
