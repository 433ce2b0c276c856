package advect.train;

import java.util.List;

/**
 * What came of a training.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class TrainingResult {
  private final double[] parameters;
  private final Validation best;
  private final List<TrainingStep> steps;
  private final List<Validation> validations;
  private final int skipped;
  private final List<Integer> phaseStarts;
  private final Ending ending;

  TrainingResult(double[] parameters, History history, List<Integer> phaseStarts, Ending ending) {
    this.parameters = parameters.clone();
    this.best = history.best();
    this.steps = List.copyOf(history.steps());
    this.validations = List.copyOf(history.validations());
    this.skipped = history.skipped();
    this.phaseStarts = phaseStarts;
    this.ending = ending;
  }

  /**
   * The parameters that validated best, or those of the start if no validation was finite; without
   * validation, the last ones. A copy.
   */
  public double[] parameters() {
    return parameters.clone();
  }

  /** The validation of {@link #parameters}; infinite if there was none. */
  public Validation best() {
    return best;
  }

  /** Every iteration. */
  public List<TrainingStep> steps() {
    return steps;
  }

  /** Every validation. */
  public List<Validation> validations() {
    return validations;
  }

  /** Iterations whose loss or gradient was not finite, and which changed nothing. */
  public int skipped() {
    return skipped;
  }

  /** The phase of an iteration, from 0. */
  public int phase(int iteration) {
    int phase = 0;
    while (phase + 1 < phaseStarts.size() && phaseStarts.get(phase + 1) < iteration) phase++;
    return phase;
  }

  /** Why there were no more iterations. */
  public Ending ending() {
    return ending;
  }

  /**
   * Wall-clock seconds of training, validations and earlier parts of a resumed training included.
   */
  public double seconds() {
    double stepped = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).seconds();
    if (validations.isEmpty()) return stepped;
    return Math.max(stepped, validations.get(validations.size() - 1).seconds());
  }
}
