package advect.experiment.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far the numbers of a density can be trusted at the settings that its users get.
 *
 * @param settings that were judged, in words
 * @param rows that were looked at
 * @param logpError |log p - log p of the reference|, nats
 * @param traceError what a stochastic trace adds to that, nats; null if the trace is exact
 * @param roundTrip distance from x to decode(encode(x)), in units of the points
 * @param mass ∫ p, which is 1; NaN if not found
 * @param massError half the width of its interval of 95 %; likewise
 */
public record Certificate(
    String settings,
    int rows,
    RowErrors logpError,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RowErrors traceError,
    RowErrors roundTrip,
    double mass,
    double massError) {
  /** Half widths off that a mass may be; that of a density is farther once in 10,000 times. */
  private static final double DOUBTFUL = 2;

  /** Half the width beyond which an interval tells too little. */
  private static final double VAGUE = 0.05;

  /** Whether the mass is not 1 beyond reasonable doubt. */
  public boolean massIsOff() {
    return Math.abs(mass - 1) > DOUBTFUL * massError;
  }

  /** Whether the mass is hardly known. */
  public boolean massIsVague() {
    return massError > VAGUE;
  }
}
