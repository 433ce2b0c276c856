package advect.experiment.spec;

import advect.input.Spelling;
import advect.ode.SolverChoice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is learned: {@code method}, and the groups {@code field}, {@code flow} and {@code solver} of
 * a flow.
 *
 * @param method how the density is found; if it is fitted, the rest says nothing
 * @param field the vector field
 * @param flow what surrounds it
 * @param solver the solver of training
 */
public record ModelSpec(Method method, FieldSpec field, FlowSpec flow, SolverChoice solver) {
  /** Of training, where speed counts and the error of a step is far below the noise of a batch. */
  static final double TOLERANCE = 1e-4;

  /** Defaults all over. */
  public static final ModelSpec DEFAULT =
      new ModelSpec(FieldSpec.DEFAULT, FlowSpec.DEFAULT, SolverFormat.adaptive(TOLERANCE));

  private static final String METHOD = "method";

  /** A flow. */
  public ModelSpec(FieldSpec field, FlowSpec flow, SolverChoice solver) {
    this(Method.FLOW, field, flow, solver);
  }

  /** By another method, with nothing to say of a flow. */
  ModelSpec with(Method value) {
    ModelSpec rest = value.isFitted() ? DEFAULT : this;
    return new ModelSpec(value, rest.field, rest.flow, rest.solver);
  }

  static ModelSpec read(Section s) {
    ModelSpec flow =
        new ModelSpec(FieldSpec.read(s), FlowSpec.read(s), SolverFormat.read(s, TOLERANCE));
    return flow.with(s.choice(METHOD, DEFAULT.method));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(METHOD, Spelling.of(method));
    if (method.isFitted()) return tree;
    tree.put("field", field.tree());
    tree.put("flow", flow.tree());
    tree.put("solver", SolverFormat.tree(solver));
    return tree;
  }
}
