package advect.experiment.result;

import advect.experiment.spec.ExperimentSpec;
import advect.numeric.Estimate;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment measured: the contents of {@code metrics.json}.
 *
 * <p>Densities and their differences are in nats, times in seconds. A number that was not measured,
 * or that is not finite, is NaN here and absent from the file.
 *
 * @param subject what was learned
 * @param provenance where the numbers come from
 * @param test how well the density fits points that took no part in training
 * @param nfe evaluations of the field in a solve
 * @param time durations
 * @param checks how far the numbers themselves can be trusted
 * @param table what only an experiment on a table has; else null
 */
public record Metrics(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Provenance provenance,
    Test test,
    Nfe nfe,
    Time time,
    Checks checks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TableFigures table) {
  /** Requires every part but the last. */
  public Metrics {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(nfe, "nfe");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(checks, "checks");
  }

  /** An NLL with the error of the solves added to that of its few points. */
  public Estimate withSolverError(Estimate nll) {
    return nll.withError(checks.toleranceGap());
  }

  /**
   * What was learned; its keys stand beside the others in the file.
   *
   * @param name of the experiment
   * @param dim dimensions of the data
   * @param seed of every random number
   * @param config {@link ExperimentSpec#tree()}
   * @param pilot short trainings that chose some of the settings; null or empty without any
   * @param fitted what was fitted in place of a flow, "mixture of 8 Gaussians"; null for a flow
   * @param blend fitted densities that were asked to stand beside the flow; null or empty for none
   */
  public record Subject(
      String name,
      int dim,
      long seed,
      Map<String, Object> config,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<PilotTrial> pilot,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fitted,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<BlendTrial> blend) {
    /** Requires a name and a configuration. */
    public Subject {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(config, "config");
    }

    /** A flow without a pilot. */
    public Subject(String name, int dim, long seed, Map<String, Object> config) {
      this(name, dim, seed, config, null, null, null);
    }

    /** What the model is: "flow", or what was fitted in its place. */
    String model() {
      return fitted == null ? "flow" : fitted;
    }
  }

  /**
   * Fit to test points.
   *
   * @param points how many
   * @param nll mean negative log density; of the rows of a table, of exactly what {@code advect
   *     score} gives for them at the evaluation's settings, which by default are its own. NaN for a
   *     table whose results are from before it was measured
   * @param nllSe its standard error
   * @param entropy of the true density, the lowest nll there is; NaN if not known
   * @param kl KL(true ‖ learned), estimated from the same points; NaN if not known
   * @param klSe its standard error
   */
  public record Test(
      long points, double nll, double nllSe, double entropy, double kl, double klSe) {
    /** The NLL with its standard error. */
    public Estimate likelihood() {
      return new Estimate(nll, nllSe);
    }

    /** The KL with its standard error. */
    public Estimate divergence() {
      return new Estimate(kl, klSe);
    }
  }

  /**
   * Mean evaluations of the field in a solve.
   *
   * @param trainForward of a training solve; NaN if no phase has any, as flow matching has none
   * @param trainBackward of its gradient; likewise
   * @param density of a log density at the evaluation tolerance
   * @param sample of a draw at the evaluation tolerance
   */
  public record Nfe(double trainForward, double trainBackward, double density, double sample) {}

  /**
   * Durations and rates.
   *
   * @param trainSeconds the whole of training
   * @param trainCpuSeconds of all processors, from the start of the process to the end of training;
   *     NaN in older files and where the system does not tell
   * @param cpuSeconds the same to the end of the evaluation
   * @param secondsPerIteration of training
   * @param scorePointsPerSecond log densities
   * @param samplePointsPerSecond draws
   */
  public record Time(
      double trainSeconds,
      double trainCpuSeconds,
      double cpuSeconds,
      double secondsPerIteration,
      double scorePointsPerSecond,
      double samplePointsPerSecond) {}

  /**
   * Trust in the numbers.
   *
   * @param mass ∫ p, which is 1
   * @param massError half the width of the interval of 95 % about it
   * @param roundTripError largest distance from x to decode(encode(x))
   * @param toleranceGap nll at the evaluation's settings minus nll of the certificate's reference
   * @param traceSe standard error that the estimated trace of training leaves in the log density of
   *     a point; NaN if the trace is exact. Reported numbers always use the exact trace
   * @param nonfiniteGradients training steps that were skipped
   * @param certificate the errors of rows, and the same mass; null in older files
   */
  public record Checks(
      double mass,
      double massError,
      double roundTripError,
      double toleranceGap,
      double traceSe,
      long nonfiniteGradients,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Certificate certificate) {}

  /**
   * Of an experiment on a table.
   *
   * @param trainRows rows it learned from
   * @param validationRows rows that chose the parameters
   * @param dequantized fit to test rows whose rounded values have noise in their cells
   * @param preprocessing what was done to columns, in sentences
   * @param baselines densities that need no flow, on the same dequantized rows
   * @param calibration how well regions of highest density hold what they should
   * @param measure what every NLL here is of; its keys stand beside the others
   */
  public record TableFigures(
      long trainRows,
      int validationRows,
      @JsonUnwrapped Dequantized dequantized,
      List<String> preprocessing,
      List<BaselineScore> baselines,
      @JsonUnwrapped Calibration calibration,
      @JsonUnwrapped Measure measure) {

    boolean hasBetterBaseline() {
      double flow = dequantized.nllDequantized;
      return baselines.stream().anyMatch(baseline -> baseline.nllDequantized < flow);
    }

    /** The best of the baselines, if it is ahead of the model beyond doubt or by much. */
    public Optional<Rival> rival() {
      return baselines.stream()
          .map(BaselineScore::rival)
          .flatMap(Optional::stream)
          .filter(Rival::isAhead)
          .max(Comparator.comparingDouble(Rival::lead));
    }
  }

  /**
   * What the NLLs of a table, those of the baselines too, are of.
   *
   * @param mixedMeasure whether a column has atoms without a cell: then they are of probabilities
   *     where a row has an atom and of densities elsewhere, and compare with no NLL of another
   *     program. Absent from the file if it is false
   * @param surface why rows are taken to lie on a surface of fewer dimensions, which have no
   *     density, in words; null, and absent from the file, if they are not
   * @param repeats what is left without test rows that repeat a training row; null, and absent from
   *     the file, if no row does
   */
  public record Measure(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mixedMeasure,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String surface,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Repeats repeats) {
    /** Densities. */
    public static final Measure PLAIN = new Measure(false, null, null);

    /** Words to put behind an NLL. */
    public String words() {
      return (mixedMeasure ? ", mixed measure" : "") + (surface == null ? "" : ", not comparable");
    }
  }

  /**
   * Test rows that are equal to a training row. A model that keeps training rows, as one with a
   * kernel density does, knows them beforehand; so the figures of all other test rows stand beside.
   *
   * @param rows how many repeat one
   * @param nllOfOthers mean negative log density of the others, as {@link Test#nll} is of all
   * @param nllOfOthersSe its standard error
   * @param coverageDeviationOfOthers as {@link Calibration#coverageDeviation}, by draws that repeat
   *     no training row either
   */
  public record Repeats(
      int rows, double nllOfOthers, double nllOfOthersSe, double coverageDeviationOfOthers) {
    /** The NLL of the others with its standard error. */
    public Estimate likelihoodOfOthers() {
      return new Estimate(nllOfOthers, nllOfOthersSe);
    }
  }

  /**
   * Fit to test rows whose rounded values are put at random places in their cells, by noise that
   * follows from the experiment's seed; its keys stand beside the others. By Jensen's inequality
   * this NLL is not below that of the rounded rows themselves, so no density can win by peaks at
   * the values. It is what other programs report, and the same as {@link Test#nll} where no column
   * is rounded.
   *
   * @param nllDequantized mean negative log density, in nats and in the units of the table
   * @param nllDequantizedSe its standard error
   * @param standardizedNll the same NLL in units of the training columns' standard deviations, the
   *     unit of published tables; NaN under a mixed measure, which has no such unit
   * @param bitsPerDim the same NLL by column, in bits and in units of the cells, if every column is
   *     rounded: a bound on what a lossless code needs
   */
  public record Dequantized(
      double nllDequantized, double nllDequantizedSe, double standardizedNll, double bitsPerDim) {
    /** The NLL with its standard error. */
    public Estimate likelihood() {
      return new Estimate(nllDequantized, nllDequantizedSe);
    }

    /** As published tables have it: the higher the better. */
    public Estimate standardizedLogLikelihood() {
      return new Estimate(-standardizedNll, nllDequantizedSe);
    }

    /** Bits a value, with their standard error. */
    public Estimate bits(int columns) {
      return new Estimate(bitsPerDim, nllDequantizedSe / (columns * Math.log(2)));
    }
  }

  /**
   * How well regions of highest density hold what they should; its keys stand beside the others.
   *
   * @param coverageDeviation largest difference between the share of test rows in such a region and
   *     the mass of that region
   * @param coveragePValue probability of such a difference under the learned density
   */
  public record Calibration(double coverageDeviation, double coveragePValue) {}

  /**
   * A density that needs no flow.
   *
   * @param method that gives it as a model: {@code mixture}; null in older files
   * @param name what it is
   * @param nllDequantized mean negative log density of the dequantized test rows, to be compared
   *     with {@link Dequantized#nllDequantized}
   * @param nllDequantizedSe its standard error
   * @param ahead how far it is ahead of the model; its keys stand beside the others
   * @param seconds to fit
   * @param notes on what a reader should know
   */
  public record BaselineScore(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String method,
      String name,
      @JsonAlias("nll") double nllDequantized,
      @JsonAlias("nll_se") double nllDequantizedSe,
      @JsonUnwrapped Lead ahead,
      double seconds,
      List<String> notes) {
    /** The NLL with its standard error. */
    public Estimate likelihood() {
      return new Estimate(nllDequantized, nllDequantizedSe);
    }

    private Optional<Rival> rival() {
      return method == null
          ? Optional.empty()
          : Optional.of(new Rival(name, method, ahead.lead, ahead.leadSe));
    }
  }

  /**
   * How far a baseline is ahead of the model.
   *
   * @param lead mean of its log p minus the model's over the same dequantized test rows, nats; NaN
   *     in older files
   * @param leadSe its standard error, far below those of the two NLLs
   */
  public record Lead(double lead, double leadSe) {}
}
