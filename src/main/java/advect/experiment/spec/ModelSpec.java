package advect.experiment.spec;

import advect.ode.SolverChoice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is trained: the groups {@code field}, {@code flow} and {@code solver}.
 *
 * @param field the vector field
 * @param flow what surrounds it
 * @param solver the solver of training
 */
public record ModelSpec(FieldSpec field, FlowSpec flow, SolverChoice solver) {
  /** Of training, where speed counts and the error of a step is far below the noise of a batch. */
  private static final double TOLERANCE = 1e-4;

  /** Defaults all over. */
  public static final ModelSpec DEFAULT =
      new ModelSpec(FieldSpec.DEFAULT, FlowSpec.DEFAULT, SolverFormat.adaptive(TOLERANCE));

  static ModelSpec read(Section s) {
    return new ModelSpec(FieldSpec.read(s), FlowSpec.read(s), SolverFormat.read(s, TOLERANCE));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("field", field.tree());
    tree.put("flow", flow.tree());
    tree.put("solver", SolverFormat.tree(solver));
    return tree;
  }
}
