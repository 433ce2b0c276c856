package advect.study.flows;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.Section;
import advect.flow.transform.Transform;
import advect.numeric.Estimate;
import advect.numeric.LogSumExp;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.study.Trainings;
import advect.study.Trainings.Trained;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingOptions;
import advect.train.TrainingResult;
import advect.train.objective.Batches;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import advect.variational.Elbo;
import advect.variational.TrainedAutoencoder;
import advect.variational.VariationalAutoencoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits autoencoders to the same rows and judges them.
 *
 * @param batches rows to train on
 * @param validation rows to choose the best iteration by
 * @param test rows to judge by
 * @param hidden widths of the encoder's hidden layers
 */
record AutoencoderFit(
    Batches batches,
    DMatrixRMaj validation,
    DMatrixRMaj test,
    List<Integer> hidden,
    Training training,
    long seed,
    Parallelism parallelism) {
  /**
   * How a model is trained and judged.
   *
   * @param iterations of Adam
   * @param rate of Adam at its highest
   * @param batch rows an iteration
   * @param every iterations between validations
   * @param draws of the posterior for each test row
   */
  record Training(int iterations, double rate, int batch, int every, int draws) {
    private static final Training DEFAULT = new Training(8000, 2e-3, 128, 100, 500);
    private static final int WARM_UP = 100;

    /** Draws of the posterior for each validation row. */
    private static final int VALIDATION_DRAWS = 20;

    /** Requires positive numbers. */
    Training {
      Check.between("iterations", iterations, 1, 100_000_000);
      Check.positive("rate", rate);
      Check.between("batch", batch, 1, 1_000_000);
      Check.between("every", every, 1, iterations);
      Check.between("draws", draws, 1, 1_000_000);
    }

    static Training read(Section parent) {
      Section s = parent.section("training", "iterations", "rate", "batch", "every", "draws");
      return s.make(
          () ->
              new Training(
                  s.whole("iterations", DEFAULT.iterations),
                  s.number("rate", DEFAULT.rate),
                  s.whole("batch", DEFAULT.batch),
                  s.whole("every", DEFAULT.every),
                  s.whole("draws", DEFAULT.draws)));
    }

    TrainingOptions options() {
      return new TrainingOptions(
          iterations,
          Adam.DEFAULT.withRate(rate),
          new Schedule.Cosine(Math.min(WARM_UP, iterations / 10)),
          every);
    }

    Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("iterations", iterations);
      tree.put("rate", rate);
      tree.put("batch", batch);
      tree.put("every", every);
      tree.put("draws", draws);
      return tree;
    }
  }

  /**
   * A model and what is known of it, in nats a test row.
   *
   * @param importanceWeighted -log mean w
   * @param bestIteration which validated best
   */
  record FittedAutoencoder(
      TrainedAutoencoder model,
      Estimate negativeElbo,
      Estimate importanceWeighted,
      int bestIteration,
      double seconds) {}

  /**
   * Trains a model and judges it.
   *
   * @param name of its training
   * @param judged the same map of the same parameters, solved for more digits
   */
  FittedAutoencoder run(
      String name, Transform transform, Transform judged, Trainings trainings, Progress progress) {
    VariationalAutoencoder model = new VariationalAutoencoder(test.numCols, hidden, transform);
    double[] start = model.initialParameters(new RandomStreams(seed).stream(Purpose.PARAMETERS));
    Elbo.HeldOutRows held = new Elbo.HeldOutRows(validation, Training.VALIDATION_DRAWS);
    Trained<TrainingResult> fitted;
    try (Elbo loss = new Elbo(model, batches, Optional.of(held), seed, parallelism)) {
      List<Phase> phases = List.of(new Phase(loss, training.options()));
      fitted =
          trainings.run(
              name,
              training.iterations,
              progress,
              (listener, control) -> Trainer.fit(phases, start, listener, control));
    }
    TrainingResult result = fitted.model();
    TrainedAutoencoder trained =
        new TrainedAutoencoder(
            new VariationalAutoencoder(test.numCols, hidden, judged), result.parameters());
    double[][] logw = trained.logWeights(test, training.draws, seed, parallelism.threads());
    return new FittedAutoencoder(
        trained,
        negativeElbo(logw),
        importanceWeighted(logw),
        result.best().iteration(),
        fitted.seconds());
  }

  private static Estimate negativeElbo(double[][] logw) {
    return Estimate.of(
        Arrays.stream(logw)
            .mapToDouble(row -> -Arrays.stream(row).average().orElse(Double.NaN))
            .toArray());
  }

  /** -log mean exp. */
  private static Estimate importanceWeighted(double[][] logw) {
    return Estimate.of(
        Arrays.stream(logw).mapToDouble(row -> Math.log(row.length) - LogSumExp.of(row)).toArray());
  }
}
