package advect.study;

import advect.data.toy.ToyDistribution;
import advect.experiment.Progress;
import advect.experiment.spec.FieldSpec;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.gradient.CheckpointedAdjoint;
import advect.numeric.Estimate;
import advect.ode.RungeKutta;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.Batches;
import advect.train.Descent;
import advect.train.MaximumLikelihood;
import advect.variational.LayeredFlow;
import advect.variational.LayeredLikelihood;
import advect.variational.Moved;
import advect.variational.Planar;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** Fits flows to draws of one distribution of the plane and judges them. */
final class LikelihoodFit {
  /** Draws that a likelihood is averaged over. */
  static final int DRAWS = 20_000;

  private static final int STANDARDIZATION_DRAWS = 10_000;
  private final ToyDistribution toy;
  private final Batches batches;
  private final Standardization units;
  private final RandomStreams streams;
  private final Parallelism parallelism;
  private final Progress progress;

  LikelihoodFit(
      ToyDistribution toy, long seed, int batch, Parallelism parallelism, Progress progress) {
    this.toy = toy;
    this.parallelism = parallelism;
    this.progress = progress;
    streams = new RandomStreams(seed);
    units = Standardization.of(toy.sample(STANDARDIZATION_DRAWS, streams.stream(Purpose.SPLIT)));
    batches = i -> toy.sample(batch, streams.stream(Purpose.TRAINING_DATA, i, 0));
  }

  /**
   * A trained flow that can be stopped on its way.
   *
   * @param logDensity of points in data units, found with care
   * @param until the same once this share of the way from base to data is done, good enough to look
   *     at
   */
  record Stages(
      String name,
      int parameters,
      Function<DMatrixRMaj, double[]> logDensity,
      DoubleFunction<Function<DMatrixRMaj, double[]>> until,
      double seconds) {}

  /**
   * What is known of a fit, in nats.
   *
   * @param divergence KL(p ‖ q)
   */
  record TestScore(Estimate nll, Estimate divergence) {}

  Stages continuous(FieldSpec field, RungeKutta solver, Effort effort) {
    Timer timer = Timer.started();
    progress.phase("fitting a continuous flow to " + toy);
    FlowSettings settings = FlowSettings.DEFAULT.withParallelism(parallelism);
    ContinuousFlow flow =
        ContinuousFlow.of(field.of(2), units, streams.seed()).with(settings.withSolver(solver));
    double[] theta = flow.parameters();
    try (MaximumLikelihood likelihood =
        new MaximumLikelihood(flow, new CheckpointedAdjoint(solver))) {
      Descent.Objective loss =
          (at, i, bar) -> likelihood.evaluate(at, batches.batch(i), i, bar).value();
      effort.minimize(loss, theta, progress);
    }
    ContinuousFlow trained = flow.withParameters(theta);
    return new Stages(
        "CNF",
        theta.length,
        trained.with(HyperFlows.judging(parallelism))::logDensity,
        share -> trained.until(share)::logDensity,
        timer.seconds());
  }

  Stages planar(int depth, Effort effort) {
    Timer timer = Timer.started();
    progress.phase("fitting planar layers to " + toy);
    LayeredFlow flow = LayeredFlow.of(new Planar(2), depth);
    double[] theta = flow.initialParameters(streams.stream(Purpose.PARAMETERS));
    try (LayeredLikelihood loss = new LayeredLikelihood(flow, batches, units, parallelism)) {
      effort.minimize(loss, theta, progress);
    }
    return new Stages(
        "planar",
        theta.length,
        x -> score(flow, theta, x),
        share -> {
          int first = depth - (int) Math.round(share * depth);
          return x ->
              score(LayeredFlow.of(new Planar(2), depth - first), flow.from(first, theta), x);
        },
        timer.seconds());
  }

  /** log p of layers from data to base: the last of them are the first on the way back. */
  private double[] score(LayeredFlow flow, double[] theta, DMatrixRMaj x) {
    DMatrixRMaj z = x.copy();
    for (int i = 0; i < z.numRows; i++) {
      for (int j = 0; j < 2; j++) z.set(i, j, (x.get(i, j) - units.shift(j)) / units.scale(j));
    }
    double[] logp = Moved.by(flow, theta, z, parallelism).logDensityBefore();
    for (int i = 0; i < logp.length; i++) logp[i] += units.logDeterminant();
    return logp;
  }

  TestScore judge(Stages stages) {
    progress.phase("judging");
    DMatrixRMaj x = toy.sample(DRAWS, streams.stream(Purpose.TEST_DATA));
    double[] loss = stages.logDensity().apply(x);
    double[] excess = toy.logDensity(x);
    for (int i = 0; i < DRAWS; i++) {
      loss[i] = -loss[i];
      excess[i] += loss[i];
    }
    return new TestScore(Estimate.of(loss), Estimate.of(excess));
  }
}
