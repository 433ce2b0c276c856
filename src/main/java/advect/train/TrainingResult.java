package advect.train;

import advect.flow.ContinuousFlow;
import java.util.List;

/**
 * A trained flow and how it came to be.
 *
 * @param flow with the parameters that validated best
 * @param best their validation
 * @param steps every iteration
 * @param validations every validation
 * @param skipped iterations whose loss or gradient was not finite, and which changed nothing
 */
public record TrainingResult(
    ContinuousFlow flow,
    Validation best,
    List<TrainingStep> steps,
    List<Validation> validations,
    int skipped) {
  /** Copies the lists. */
  public TrainingResult {
    steps = List.copyOf(steps);
    validations = List.copyOf(validations);
  }

  /** Wall-clock seconds of training, validations included. */
  public double seconds() {
    return validations.get(validations.size() - 1).seconds();
  }
}
