package advect.experiment.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A short training that helped to choose settings.
 *
 * @param choice the key that it changed in the settings chosen so far; {@link #START} for the one
 *     that changed nothing
 * @param value of the key
 * @param iterations of the training
 * @param score by validation rows
 * @param seconds wall-clock, preparation and scoring included
 * @param chosen whether its settings became those chosen so far, as the first one's always do
 * @param reason why there is no score; empty if there is
 */
public record PilotTrial(
    String choice,
    String value,
    int iterations,
    @JsonUnwrapped PilotScore score,
    double seconds,
    boolean chosen,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason) {
  /** The choice of a trial of the settings as they were. */
  public static final String START = "start";

  /** Allows for a reason that was left out. */
  public PilotTrial {
    reason = reason == null ? "" : reason;
  }

  /**
   * How a trial judged validation rows, in nats and in the units of the table; NaN if it did not.
   *
   * @param validationNll mean negative log density
   * @param difference of that from the one of the settings chosen before; negative is better
   * @param standardErrorOfDifference from the differences of single rows
   */
  public record PilotScore(
      double validationNll, double difference, double standardErrorOfDifference) {
    /** Of a trial that could not score. */
    public static final PilotScore NONE = new PilotScore(Double.NaN, Double.NaN, Double.NaN);
  }

  /** The change as an experiment file has it. */
  public String change() {
    return choice + ": " + value;
  }
}
