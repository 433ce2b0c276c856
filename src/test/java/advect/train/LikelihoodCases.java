package advect.train;

import advect.field.VectorField;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Regularization;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.parallel.Parallelism;
import advect.train.objective.Batch;
import advect.train.objective.HeldOut;
import advect.train.objective.MaximumLikelihood;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Likelihoods in float64 of weighted rows with contexts, in three shards, the last one short. */
final class LikelihoodCases {
  private static final int ITERATION = 3;

  private LikelihoodCases() {}

  /** A flow in units of its own, away from the parameters from which training starts. */
  static ContinuousFlow flow(VectorField field, Base base, Trace trace, GradientMethod method) {
    FlowSettings settings =
        FlowSettings.DEFAULT
            .withTrace(trace)
            .withSolver(method.solver())
            .withPrecision(Precision.FLOAT64)
            .withParallelism(new Parallelism(4, 2))
            .withSeed(7);
    Standardization units = Standardization.of(new double[] {3, -1}, new double[] {2, 0.5});
    ContinuousFlow flow = ContinuousFlow.of(field, base, units, 1).with(settings);
    if (field.contextDim() > 0) {
      flow = flow.withContextUnits(Standardization.of(new double[] {5}, new double[] {2}));
    }
    Random random = new Random(2);
    double[] theta = flow.parameters();
    for (int i = 0; i < theta.length; i++) theta[i] += 0.3 * random.nextGaussian();
    return flow.withParameters(theta);
  }

  /** Ten rows of weights from 0 to 2, of which one is 0. */
  static Batch batch(ContinuousFlow flow) {
    Random random = new Random(4);
    DMatrixRMaj x = new DMatrixRMaj(10, 2);
    DMatrixRMaj context = new DMatrixRMaj(10, flow.contextDim());
    DMatrixRMaj weight = new DMatrixRMaj(10, 1);
    for (int i = 0; i < 10; i++) {
      x.set(i, 0, 3 + 2 * random.nextGaussian());
      x.set(i, 1, -1 + 0.5 * random.nextGaussian());
      weight.set(i, 0, i == 6 ? 0 : 2 * random.nextDouble());
    }
    Arrays.setAll(context.data, i -> 5 + 2 * random.nextGaussian());
    return Batch.of(x).withContext(context).withWeight(weight);
  }

  static MaximumLikelihood likelihood(
      ContinuousFlow flow, GradientMethod method, Regularization costs) {
    Batch batch = batch(flow);
    return new MaximumLikelihood(flow, method, costs, i -> batch, HeldOut.none());
  }

  static double[] gradient(ContinuousFlow flow, GradientMethod method, Regularization costs) {
    double[] gradient = new double[flow.parameters().length];
    try (MaximumLikelihood loss = likelihood(flow, method, costs)) {
      loss.evaluate(flow.parameters(), ITERATION, gradient);
    }
    return gradient;
  }

  /** Central differences in every parameter. */
  static double[] differences(
      ContinuousFlow flow, GradientMethod method, Regularization costs, double h) {
    double[] theta = flow.parameters();
    double[] differences = new double[theta.length];
    double[] unused = new double[theta.length];
    try (MaximumLikelihood loss = likelihood(flow, method, costs)) {
      for (int i = 0; i < theta.length; i++) {
        double kept = theta[i];
        theta[i] = kept + h;
        double up = loss.evaluate(theta, ITERATION, unused).value();
        theta[i] = kept - h;
        double down = loss.evaluate(theta, ITERATION, unused).value();
        theta[i] = kept;
        differences[i] = (up - down) / (2 * h);
      }
    }
    return differences;
  }

  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }
}
