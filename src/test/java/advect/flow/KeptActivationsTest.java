package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.BoundField;
import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.DifferentiableSolve;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.SolveReport;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Shard;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeping activations saves work and changes not a bit, however many steps they suffice for. */
class KeptActivationsTest {
  private static final int DIM = 2;
  private static final int SAMPLES = 7;

  static Stream<Arguments> methods() {
    return Stream.of(Tableaux.DOPRI5, Tableaux.HEUN, Tableaux.DOPRI8)
        .flatMap(
            tableau ->
                Stream.of(Steps.adaptive(1e-4), Steps.fixed(5)) // 1/5 is no binary fraction
                    .map(steps -> new RungeKutta(tableau, steps)))
        .flatMap(
            solver ->
                Stream.of(Activation.TANH, Activation.SILU)
                    .map(activation -> Arguments.of(solver, activation)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void anyMemoryGivesTheSameBits(RungeKutta solver, Activation activation) {
    VectorField field = new Mlp(DIM, List.of(9, 70), activation);
    double[] nothing = gradient(field, solver, 0);
    FlowDynamics dynamics = new FlowDynamics(bound(field), DIM, SAMPLES, DIM);
    long stepBytes = dynamics.evaluationBytes() * solver.tableau().stages();
    assertThat(gradient(field, solver, 2 * stepBytes)).containsExactly(nothing);
    assertThat(gradient(field, solver, 1000 * stepBytes)).containsExactly(nothing);
  }

  /**
   * z̄ and θ̄ of two solves in a row, the first of another start, whose tape must leave nothing.
   */
  private static double[] gradient(VectorField field, RungeKutta solver, long bytes) {
    FlowDynamics dynamics = new FlowDynamics(bound(field), DIM, SAMPLES, DIM);
    dynamics.directions(new Trace.Exact().directions(DIM, new Shard(0, 0, SAMPLES), new Random(1)));
    DifferentiableSolve solve = new CheckpointedAdjoint(solver, bytes).on(dynamics);
    run(solve, field, 0.1);
    return run(solve, field, 1.5);
  }

  private static double[] run(DifferentiableSolve solve, VectorField field, double scale) {
    double[] y = new double[(DIM + 1) * SAMPLES];
    for (int i = 0; i < DIM * SAMPLES; i++) y[i] = scale * Math.sin(1 + i);
    SolveReport report = solve.forward(1, 0, y).orThrow();
    assertThat(report.accepted()).isGreaterThan(3);
    double[] bar = y.clone();
    double[] thetaBar = new double[field.parameterCount()];
    solve.backward(bar, thetaBar).orThrow();
    double[] all = new double[DIM * SAMPLES + thetaBar.length];
    System.arraycopy(bar, 0, all, 0, DIM * SAMPLES);
    System.arraycopy(thetaBar, 0, all, DIM * SAMPLES, thetaBar.length);
    return all;
  }

  private static BoundField bound(VectorField field) {
    BoundField bound = field.bind(Precision.FLOAT64);
    double[] theta = field.initialParameters(new Random(4));
    for (int i = 0; i < theta.length; i++) theta[i] *= 1.5; // bent enough to reject steps
    bound.parameters(theta);
    return bound;
  }
}
