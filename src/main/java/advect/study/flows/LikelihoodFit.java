package advect.study.flows;

import advect.data.toy.ToyDistribution;
import advect.experiment.Progress;
import advect.experiment.spec.FieldSpec;
import advect.flow.ContinuousFlow;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.flow.transform.Chain;
import advect.flow.transform.Planar;
import advect.gradient.CheckpointedAdjoint;
import advect.numeric.Estimate;
import advect.ode.RungeKutta;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.study.Trainings;
import advect.study.Trainings.Trained;
import advect.train.objective.Batches;
import advect.train.objective.MaximumLikelihood;
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
  private final Trainings trainings;
  private final Progress progress;

  LikelihoodFit(
      ToyDistribution toy,
      long seed,
      int batch,
      Parallelism parallelism,
      Trainings trainings,
      Progress progress) {
    this.toy = toy;
    this.parallelism = parallelism;
    this.trainings = trainings;
    this.progress = progress;
    streams = new RandomStreams(seed);
    units = Standardization.of(toy.sample(STANDARDIZATION_DRAWS, streams.stream(Purpose.SPLIT)));
    batches = Batches.of(i -> toy.sample(batch, streams.stream(Purpose.TRAINING_DATA, i, 0)));
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
    progress.phase("fitting a continuous flow to " + toy);
    FlowSettings settings = FlowSettings.DEFAULT.withParallelism(parallelism);
    ContinuousFlow flow =
        ContinuousFlow.of(field.of(2), units, streams.seed()).with(settings.withSolver(solver));
    Trained<double[]> theta;
    try (MaximumLikelihood loss =
        new MaximumLikelihood(flow, new CheckpointedAdjoint(solver), batches)) {
      theta = train("cnf", loss, flow.parameters(), effort);
    }
    ContinuousFlow trained = flow.withParameters(theta.model());
    return new Stages(
        "CNF",
        flow.parameters().length,
        trained.with(HyperFlows.judging(parallelism))::logDensity,
        share -> trained.until(share)::logDensity,
        theta.seconds());
  }

  Stages planar(int depth, Effort effort) {
    progress.phase("fitting planar layers to " + toy);
    Chain toBase = Chain.repeat(new Planar(2), depth);
    double[] start = toBase.initialParameters(streams.stream(Purpose.PARAMETERS));
    Trained<double[]> trained;
    try (MaximumLikelihood loss = new MaximumLikelihood(flow(toBase), batches, parallelism)) {
      trained = train("planar", loss, start, effort);
    }
    double[] theta = trained.model();
    return new Stages(
        "planar",
        theta.length,
        x -> score(toBase, theta, x),
        share -> {
          int first = depth - (int) Math.round(share * depth);
          return x -> score(toBase.from(first), toBase.from(first, theta), x);
        },
        trained.seconds());
  }

  private Trained<double[]> train(
      String kind, MaximumLikelihood loss, double[] start, Effort effort) {
    return trainings.run(
        toy + "-" + kind,
        effort.iterations(),
        progress,
        (listener, control) -> effort.minimize(loss, start, listener, control).parameters());
  }

  /** The last layers from data to base are the first on the way back. */
  private Flow flow(Chain toBase) {
    return new Flow(new StandardNormal(2), toBase.inverse(), units);
  }

  private double[] score(Chain toBase, double[] theta, DMatrixRMaj x) {
    return new FlowDensity(flow(toBase), theta, parallelism).logDensity(x);
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
