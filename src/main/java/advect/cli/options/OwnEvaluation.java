package advect.cli.options;

import advect.ode.Solver;
import advect.ode.SolverChoice;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers on a model's card were found, as its experiment says: so that whoever scores by
 * the model gets the same ones. Cards may come from anywhere; what makes no sense is as if it were
 * not there.
 *
 * @param config the experiment on the card
 */
record OwnEvaluation(Map<?, ?> config) {
  static OwnEvaluation on(Map<String, Object> card) {
    return new OwnEvaluation(map(card.get("config")));
  }

  /** The solver of its evaluation. */
  Optional<Solver> solver() {
    Map<?, ?> solver = map(map(config.get("evaluate")).get("solver"));
    if (!(solver.get("method") instanceof String method)) return Optional.empty();
    Double tolerance =
        solver.get("tolerance") instanceof Number number ? number.doubleValue() : null;
    try {
      return Optional.of(
          new SolverChoice(method, tolerance, whole(solver, "steps"), whole(solver, "max-steps"))
              .solver());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
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
