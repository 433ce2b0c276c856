package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.Flow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Affine;
import advect.flow.transform.Chain;
import advect.flow.transform.Regularization;
import advect.flow.transform.Transform;
import advect.flow.transform.Transformed;
import advect.gradient.GradientMethod;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.train.matching.FlowMatching;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.HeldOut;
import advect.train.objective.MaximumLikelihood;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A flow without a trace moves points, and whoever asks it for a density is refused. */
class NoTraceTest {
  private static final DMatrixRMaj X = new DMatrixRMaj(new double[][] {{0.3, -0.2}, {1, 2}});
  private static final Parallelism ONE = Parallelism.DEFAULT.withThreads(1);
  private static final ContinuousFlow FLOW =
      ContinuousFlow.of(Mlp.tanh(2, 4), Standardization.identity(2), 1)
          .with(FlowSettings.DEFAULT.withTrace(new Trace.None()).withParallelism(ONE));

  /** Any solve ends in a SolveException, so what is refused otherwise was refused before. */
  private static final ContinuousFlow HOPELESS =
      FLOW.with(
          FLOW.settings()
              .withSolver(
                  new RungeKutta(Tableaux.DOPRI5, new Steps.Adaptive(Tolerance.of(1e-14), 1))));

  private static final GradientMethod METHOD = GradientMethod.of(HOPELESS.settings().solver());

  private static void assertRefused(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a log density was asked for, but Trace.None leaves out the determinant it is made of:"
                + " choose Trace.Exact or Trace.Hutchinson, or ask for points alone");
  }

  @Test
  void logDensitiesAreRefusedBeforeAnySolve() {
    assertRefused(() -> HOPELESS.logDensity(X));
    assertRefused(() -> HOPELESS.logDensity(X, new DMatrixRMaj(0, 0)));
    assertRefused(() -> HOPELESS.encodeWithLogDensity(X));
    assertRefused(() -> HOPELESS.sampleWithLogDensity(2, 1));
  }

  @Test
  void likelihoodsAreRefusedBeforeAnySolve() {
    assertRefused(() -> new MaximumLikelihood(HOPELESS, METHOD, Batches.of(i -> X)));
    assertRefused(() -> HeldOut.of(HOPELESS, Batch.of(X)));
    Flow flow = FLOW.flow(METHOD, Regularization.NONE);
    Chain chain = Chain.of(Affine.diagonal(new double[2], new double[] {2, 3}), flow.transform());
    for (Transform map : new Transform[] {chain, chain.inverse()}) {
      Flow without = new Flow(new StandardNormal(2), map);
      assertRefused(() -> new MaximumLikelihood(without, Batches.of(i -> X), ONE));
    }
  }

  @Test
  void pointsAreMovedAsWithATrace() {
    ContinuousFlow exact = FLOW.with(FLOW.settings().withTrace(new Trace.Exact()));
    assertThat(FLOW.encode(X).data).isEqualTo(exact.encode(X).data);
    assertThat(FLOW.decode(X).data).isEqualTo(exact.decode(X).data);
    assertThat(FLOW.sample(3, 1).data).isEqualTo(exact.sample(3, 1).data);
    Transform map = FLOW.flow().transform();
    double[] theta = FLOW.flow().ofTransform(FLOW.parameters());
    Transformed moved = Transformed.by(map, theta, X, ONE);
    assertThat(moved.points().data).isEqualTo(FLOW.decode(X).data);
    assertRefused(moved::logDeterminant);
  }

  /** Flow matching has neither a solve nor a density. */
  @Test
  void matchingNeedsNoTrace() {
    ContinuousFlow exact = FLOW.with(FLOW.settings().withTrace(new Trace.Exact()));
    double[] theta = FLOW.parameters();
    try (FlowMatching without = new FlowMatching(HOPELESS, Batches.of(i -> X));
        FlowMatching with = new FlowMatching(exact, Batches.of(i -> X))) {
      double[] gradient = new double[theta.length];
      double[] same = new double[theta.length];
      assertThat(without.evaluate(theta, 0, gradient)).isEqualTo(with.evaluate(theta, 0, same));
      assertThat(gradient).isEqualTo(same);
    }
  }
}
