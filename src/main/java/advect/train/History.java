package advect.train;

import java.util.ArrayList;
import java.util.List;

/** What a training has seen, and what follows from it. */
final class History {
  private final List<TrainingStep> steps;
  private final List<Validation> validations = new ArrayList<>();
  private Validation best = new Validation(0, 0, Double.POSITIVE_INFINITY);

  History(List<TrainingStep> steps, List<Validation> validations) {
    this.steps = new ArrayList<>(steps);
    validations.forEach(this::add);
  }

  void add(TrainingStep step) {
    steps.add(step);
  }

  /** Whether it is the best so far. */
  boolean add(Validation validation) {
    validations.add(validation);
    boolean better = validation.loss() < best.loss();
    if (better) best = validation;
    return better;
  }

  List<TrainingStep> steps() {
    return steps;
  }

  List<Validation> validations() {
    return validations;
  }

  Validation best() {
    return best;
  }

  int iterations() {
    return steps.size();
  }

  /** Whether the last iteration was validated. */
  boolean isValidated() {
    return !validations.isEmpty()
        && validations.get(validations.size() - 1).iteration() == iterations();
  }

  /** Validations since the best one, of those after so many iterations. */
  int withoutImprovement(int start) {
    int since = Math.max(start, best.iteration());
    return (int) validations.stream().filter(v -> v.iteration() > since).count();
  }

  /** Steps that were taken after so many iterations. */
  int stepsSince(int start) {
    return (int) steps.subList(start, steps.size()).stream().filter(s -> s.loss().finite()).count();
  }

  /** Iterations whose loss or gradient was not finite. */
  int skipped() {
    return iterations() - stepsSince(0);
  }

  /** The same, of those since the last finite one. */
  int skippedInARow() {
    int count = 0;
    while (count < steps.size() && !steps.get(steps.size() - 1 - count).loss().finite()) count++;
    return count;
  }
}
