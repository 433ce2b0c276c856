package advect.study;

import advect.experiment.Progress;
import advect.flow.ContinuousFlow;
import advect.flow.StandardNormal;
import advect.flow.Standardization;
import advect.gradient.CheckpointedAdjoint;
import advect.numeric.Estimate;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.plot.Box;
import advect.plot.Grid;
import advect.variational.ContinuousTransport;
import advect.variational.Energy;
import advect.variational.FreeEnergy;
import advect.variational.LayeredFlow;
import advect.variational.Moved;
import advect.variational.Transport;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits transports to one energy and judges them.
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
  private final double logNormalizer;

  EnergyFit(Energy energy, long seed, int batch) {
    this.energy = energy;
    this.seed = seed;
    this.batch = batch;
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
   * A fitted transport.
   *
   * @param logDensity log q of points, nats
   */
  record FittedTransport(Function<DMatrixRMaj, double[]> logDensity, Figures figures) {
    /** log q on a grid. */
    Grid map(Box box, int cells) {
      return Grid.of(box, cells, cells, logDensity.apply(Grid.centres(box, cells, cells)));
    }
  }

  /** Layers, scored by their inverse. */
  FittedTransport layered(LayeredFlow flow, Effort effort, Progress progress) {
    Timer timer = Timer.started();
    double[] theta = best(flow, effort, progress);
    return new FittedTransport(
        points -> {
          DMatrixRMaj from = flow.invert(theta, points);
          return Moved.by(flow, theta, from, PARALLELISM).logDensityAfter(from);
        },
        judge(flow, theta, timer));
  }

  /** A continuous flow, scored by its solve back to the base. */
  FittedTransport continuous(ContinuousTransport transport, Effort effort, Progress progress) {
    Timer timer = Timer.started();
    double[] theta = best(transport, effort, progress);
    ContinuousTransport exact =
        new ContinuousTransport(transport.field(), new CheckpointedAdjoint(HyperFlows.tight()));
    ContinuousFlow flow =
        ContinuousFlow.of(
                transport.field(), theta, new StandardNormal(), Standardization.identity(2))
            .with(HyperFlows.judging(PARALLELISM));
    return new FittedTransport(flow::logDensity, judge(exact, theta, timer));
  }

  /** The parameters of the restart with the lowest loss over the last tenth of its training. */
  private double[] best(Transport transport, Effort effort, Progress progress) {
    double[] best = new double[0];
    double lowest = Double.POSITIVE_INFINITY;
    RandomStreams streams = new RandomStreams(seed);
    for (int restart = 0; restart < effort.restarts(); restart++) {
      double[] theta = transport.initialParameters(streams.stream(Purpose.PARAMETERS, restart, 0));
      double loss = train(transport, theta, effort, seed + restart, progress);
      if (best.length == 0 || loss < lowest) {
        best = theta;
        lowest = loss;
      }
    }
    return best;
  }

  private double train(
      Transport transport, double[] theta, Effort effort, long streamSeed, Progress progress) {
    int iterations = effort.iterations();
    try (FreeEnergy loss =
        new FreeEnergy(
            transport, energy, streamSeed, batch, Math.max(1, iterations / 2), PARALLELISM)) {
      return effort.minimize(loss, theta, progress);
    }
  }

  private Figures judge(Transport transport, double[] theta, Timer timer) {
    double seconds = timer.seconds();
    DMatrixRMaj from = Moved.normalDraws(DRAWS, 2, seed);
    Moved moved = Moved.by(transport, theta, from, PARALLELISM);
    double[] logRatio = moved.logDensityAfter(from);
    double[] slope = new double[2];
    for (int i = 0; i < DRAWS; i++) {
      double u = energy.value(moved.points().get(i, 0), moved.points().get(i, 1), slope);
      logRatio[i] += u + logNormalizer;
    }
    Estimate divergence = Estimate.of(logRatio);
    return new Figures(divergence.mean(), divergence.standardError(), theta.length, seconds);
  }
}
