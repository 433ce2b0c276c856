package advect.study.flows;

import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowPoints;
import advect.flow.base.StandardNormal;
import advect.flow.transform.Transform;
import advect.numeric.Estimate;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.plot.data.Box;
import advect.plot.data.Grid;
import advect.study.JointProgress;
import advect.study.Trainings;
import advect.study.Trainings.Trained;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingResult;
import advect.variational.Energy;
import advect.variational.FreeEnergy;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits transforms to one energy and judges them.
 *
 * <p>Threads: immutable; safe to share.
 */
final class EnergyFit {
  /** Draws that a divergence is averaged over. */
  static final int DRAWS = 50_000;

  /** The stages of a solve for so many samples stay in a cache. */
  private static final Parallelism PARALLELISM = new Parallelism(64, 1);

  private final Energy energy;
  private final long seed;
  private final int batch;
  private final Trainings trainings;
  private final double logNormalizer;

  EnergyFit(Energy energy, long seed, int batch, Trainings trainings) {
    this.energy = energy;
    this.seed = seed;
    this.batch = batch;
    this.trainings = trainings;
    logNormalizer = energy.logNormalizer();
  }

  double logNormalizer() {
    return logNormalizer;
  }

  /**
   * What is known of a fit.
   *
   * @param divergence KL(q ‖ p), nats
   * @param seconds of its training, restarts included
   */
  record Figures(double divergence, double standardError, int parameters, double seconds) {}

  /**
   * A fitted transform.
   *
   * @param logDensity log q of points, nats
   */
  record FittedTransform(Function<DMatrixRMaj, double[]> logDensity, Figures figures) {
    /** log q on a grid. */
    Grid map(Box box, int cells) {
      return Grid.of(box, cells, cells, logDensity.apply(Grid.centres(box, cells, cells)));
    }
  }

  /**
   * Fits a transform.
   *
   * @param name of the fit; its restarts are trainings under this name and their numbers
   * @param trained as it is trained
   * @param judged the same map of the same parameters, as exact as it is to be judged
   */
  FittedTransform fit(
      String name,
      Transform trained,
      Transform judged,
      Effort effort,
      JointProgress.Share progress) {
    Trained<double[]> best = best(name, trained, effort, progress);
    double[] theta = best.model();
    FlowDensity density =
        new FlowDensity(new Flow(new StandardNormal(2), judged), theta, PARALLELISM);
    return new FittedTransform(density::logDensity, judge(density, theta.length, best.seconds()));
  }

  /** The parameters of the restart with the lowest loss over the last tenth of its training. */
  private Trained<double[]> best(
      String name, Transform transform, Effort effort, JointProgress.Share progress) {
    double[] best = new double[0];
    double lowest = Double.POSITIVE_INFINITY;
    double seconds = 0;
    for (int restart = 0; restart < effort.restarts(); restart++) {
      int number = restart;
      Trained<TrainingResult> trained =
          trainings.run(
              name + "-" + number,
              effort.iterations(),
              progress.training(number),
              (listener, control) -> train(transform, effort, number, listener, control));
      TrainingResult result = trained.model();
      seconds += trained.seconds();
      double loss = Effort.lastLoss(result);
      if (best.length == 0 || loss < lowest) {
        best = result.parameters();
        lowest = loss;
      }
    }
    progress.over();
    return new Trained<>(best, seconds);
  }

  private TrainingResult train(
      Transform transform,
      Effort effort,
      int restart,
      TrainingListener listener,
      TrainingControl control) {
    RandomStreams streams = new RandomStreams(seed);
    double[] start = transform.initialParameters(streams.stream(Purpose.PARAMETERS, restart, 0));
    int anneal = Math.max(1, effort.iterations() / 2);
    try (FreeEnergy loss =
        new FreeEnergy(transform, energy, seed + restart, batch, anneal, PARALLELISM)) {
      return effort.minimize(loss, start, listener, control);
    }
  }

  private Figures judge(FlowDensity density, int parameters, double seconds) {
    DMatrixRMaj from = new DMatrixRMaj(DRAWS, 2);
    new StandardNormal(2).sample(new RandomStreams(seed).stream(Purpose.SAMPLES), from.data);
    FlowPoints moved = density.move(from);
    double[] logRatio = moved.logDensity().clone();
    double[] slope = new double[2];
    for (int i = 0; i < DRAWS; i++) {
      double u = energy.value(moved.points().get(i, 0), moved.points().get(i, 1), slope);
      logRatio[i] += u + logNormalizer;
    }
    Estimate divergence = Estimate.of(logRatio);
    return new Figures(divergence.mean(), divergence.standardError(), parameters, seconds);
  }
}
