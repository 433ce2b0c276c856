package advect.experiment.spec;

import advect.ode.SolverCatalog;
import advect.ode.SolverChoice;
import advect.ode.step.Steps;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a {@link SolverChoice} is written in an experiment file. */
public final class SolverFormat {
  /** The method wherever a file does not name one. */
  static final String DEFAULT_METHOD = "dopri5";

  private SolverFormat() {}

  /** The default method at a tolerance. */
  public static SolverChoice adaptive(double tolerance) {
    return new SolverChoice(DEFAULT_METHOD, tolerance, null, null);
  }

  /**
   * Reads the group {@code solver}; a method that can follow a tolerance and is told neither
   * tolerance nor steps gets {@code tolerance}.
   */
  public static SolverChoice read(Section parent, double tolerance) {
    Section s = parent.section("solver", "method", "tolerance", "steps", "max-steps");
    String method = s.choice("method", SolverCatalog.methods(), DEFAULT_METHOD);
    Integer maxSteps =
        s.has("max-steps") ? s.whole("max-steps", Steps.Adaptive.DEFAULT_MAX_STEPS) : null;
    Integer steps = s.has("steps") ? s.whole("steps", 20) : null;
    Double said = s.has("tolerance") ? s.number("tolerance", tolerance) : null;
    SolverChoice choice =
        s.make(
            () -> {
              if (said != null) Check.positive("tolerance", said);
              if (steps != null) Check.atLeast("steps", steps, 1);
              if (maxSteps != null) Check.atLeast("max-steps", maxSteps, 1);
              return new SolverChoice(method, said, steps, maxSteps);
            });
    boolean silent = said == null && steps == null;
    return silent ? new SolverChoice(method, tolerance, null, maxSteps) : choice;
  }

  /** As it is read. */
  public static Map<String, Object> tree(SolverChoice solver) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("method", solver.method());
    if (solver.tolerance() != null) tree.put("tolerance", solver.tolerance());
    if (solver.steps() != null) tree.put("steps", solver.steps());
    if (solver.maxSteps() != null) tree.put("max-steps", solver.maxSteps());
    return tree;
  }
}
