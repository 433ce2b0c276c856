package advect.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import org.junit.jupiter.api.Test;

/** The ends of the time, against a closed form. */
class TimeGradientTest {
  private static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-12));

  /** L = z₀(t1) = cos(t1 - t0) from z = (1, 0): ∂L/∂t1 = -sin φ and ∂L/∂t0 = sin φ. */
  @Test
  void aRotationTurnsByTheDifferenceOfItsTimes() {
    for (GradientMethod method :
        new GradientMethod[] {new ContinuousAdjoint(TIGHT), new CheckpointedAdjoint(TIGHT)}) {
      for (double[] span : new double[][] {{0, 2}, {1.5, -0.5}}) {
        Rotation system = new Rotation(2);
        DifferentiableSolve solve = method.on(system);
        double[] start = {1, 0};
        double[] end = start.clone();
        solve.forward(span[0], span[1], end).orThrow();
        double[] endBar = {1, 0};
        double[] startBar = endBar.clone();
        solve.backward(startBar, new double[1]).orThrow();
        TimeGradient got = TimeGradient.of(system, span[0], start, startBar, span[1], end, endBar);
        double angle = span[1] - span[0];
        assertThat(got.end()).isCloseTo(-Math.sin(angle), within(1e-10));
        assertThat(got.start()).isCloseTo(Math.sin(angle), within(1e-10));
      }
    }
  }
}
