package advect.cli.options;

import advect.flow.FlowSettings;
import advect.kernel.Precision;
import advect.ode.Solver;
import advect.ode.SolverChoice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers on a model's card were found, as its experiment says: so that whoever scores by
 * the model gets the same ones. Cards may come from anywhere; what makes no sense is as if it were
 * not there.
 *
 * @param config the experiment on the card
 */
public record OwnEvaluation(Map<?, ?> config) {
  /** Of the model with this card. */
  public static OwnEvaluation on(Map<String, Object> card) {
    return new OwnEvaluation(map(card.get("config")));
  }

  /** Both, with the usual shards, threads and exact trace. */
  public FlowSettings settings() {
    return FlowSettings.DEFAULT
        .withSolver(solver())
        .withPrecision(isFloat64() ? Precision.FLOAT64 : Precision.FLOAT32);
  }

  /** The solver of its evaluation; the usual one if the card does not know. */
  Solver solver() {
    Map<?, ?> solver = map(map(config.get("evaluate")).get("solver"));
    if (!(solver.get("method") instanceof String method)) return FlowSettings.DEFAULT.solver();
    Double tolerance =
        solver.get("tolerance") instanceof Number number ? number.doubleValue() : null;
    try {
      return new SolverChoice(method, tolerance, whole(solver, "steps"), whole(solver, "max-steps"))
          .solver();
    } catch (IllegalArgumentException e) {
      return FlowSettings.DEFAULT.solver();
    }
  }

  /** Whether its field was evaluated in float64. */
  boolean isFloat64() {
    return "float64".equals(map(config.get("flow")).get("precision"));
  }

  private static @Nullable Integer whole(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number number ? number.intValue() : null;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
