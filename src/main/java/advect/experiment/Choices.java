package advect.experiment;

import java.util.List;
import java.util.stream.Stream;

/**
 * The names that an experiment file may use for what other packages provide.
 *
 * @param toys data sets with known densities
 * @param adaptiveSolvers methods that can choose their steps from a tolerance
 * @param fixedSolvers methods that can be told their steps; many can do both
 */
public record Choices(List<String> toys, List<String> adaptiveSolvers, List<String> fixedSolvers) {
  /** Copies the lists. */
  public Choices {
    toys = List.copyOf(toys);
    adaptiveSolvers = List.copyOf(adaptiveSolvers);
    fixedSolvers = List.copyOf(fixedSolvers);
  }

  List<String> solvers() {
    return Stream.concat(adaptiveSolvers.stream(), fixedSolvers.stream()).distinct().toList();
  }
}
