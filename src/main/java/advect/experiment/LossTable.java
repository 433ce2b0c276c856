package advect.experiment;

import advect.experiment.spec.PhaseSpec;
import advect.numeric.Estimate;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import advect.train.Validation;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The course of a training as text: a line a validation with the iteration, seconds since the
 * start, the mean NLL of the batches since the line before (empty where another loss is minimised,
 * or running costs with it), the NLL of the validation points and, where the true density is known,
 * what it exceeds the true density's on the same points: an estimate of KL(true ‖ learned) free of
 * most of their noise.
 *
 * <p>Of a table both are of dequantized rows, as their names say, in the units of the table:
 * exactly for validation, and for batches up to how far a batch's mean log|d point / d row| is from
 * that of all training rows.
 */
final class LossTable {
  private LossTable() {}

  /** As CSV, in nats and seconds. */
  static String csv(TrainingResult training, Source source, List<PhaseSpec> phases) {
    double lowest =
        source.truth().map(t -> meanNll(t, source.held().validation())).orElse(Double.NaN);
    String nlls =
        source.table().isPresent()
            ? "train_nll_dequantized,validation_nll_dequantized"
            : "train_nll,validation_nll";
    StringBuilder text = new StringBuilder("iteration,seconds,%s,kl\n".formatted(nlls));
    int from = 0;
    for (Validation validation : training.validations()) {
      double train =
          phases.get(training.phase(validation.iteration())).isLikelihood()
              ? mean(training.steps().subList(from, validation.iteration()))
                  - source.training().jacobian()
              : Double.NaN; // another loss, not an NLL
      double nll = validation.loss() - source.held().validationJacobian();
      text.append(validation.iteration());
      for (double number : new double[] {validation.seconds(), train, nll, nll - lowest}) {
        text.append(',').append(Double.isFinite(number) ? Float.toString((float) number) : "");
      }
      text.append('\n');
      from = validation.iteration();
    }
    return text.toString();
  }

  private static double meanNll(Source.Truth truth, DMatrixRMaj points) {
    return -Estimate.of(truth.logDensity().apply(points)).mean();
  }

  private static double mean(List<TrainingStep> steps) {
    return steps.stream().mapToDouble(step -> step.loss().value()).average().orElse(Double.NaN);
  }
}
