package advect.train;

import advect.flow.ContinuousFlow;
import java.util.List;

/**
 * A trained flow and how it came to be.
 *
 * @param flow with the parameters that validated best, or those of the start if none was validated
 * @param best their validation; infinite if none was
 * @param steps every iteration
 * @param validations every validation
 * @param skipped iterations whose loss or gradient was not finite, and which changed nothing
 * @param ending why there were no more iterations
 */
public record TrainingResult(
    ContinuousFlow flow,
    Validation best,
    List<TrainingStep> steps,
    List<Validation> validations,
    int skipped,
    Ending ending) {
  /** Copies the lists. */
  public TrainingResult {
    steps = List.copyOf(steps);
    validations = List.copyOf(validations);
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
