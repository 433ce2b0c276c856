package advect.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

/** Live heap at the end of the backward solve, while everything the method keeps is still held. */
class MemoryTest {
  private static final int STATE = 1000;

  /** What the collector may leave or other threads may hold meanwhile; 2,000 states are 16 MB. */
  private static final long MARGIN = 2_000_000;

  @Test
  void continuousAdjointNeedsNoMoreForMoreSteps() {
    live(new ContinuousAdjoint(rk4(20)));
    long few = live(new ContinuousAdjoint(rk4(20)));
    long many = live(new ContinuousAdjoint(rk4(2000)));
    assertThat(many - few).isLessThan(MARGIN);
  }

  /** The measurement sees what it should: one state a step. */
  @Test
  void checkpointsGrowByOneStateAStep() {
    live(new CheckpointedAdjoint(rk4(20), 0));
    long few = live(new CheckpointedAdjoint(rk4(20), 0));
    long many = live(new CheckpointedAdjoint(rk4(2000), 0));
    long states = 1980L * STATE * Double.BYTES;
    assertThat(many - few).isBetween(states - MARGIN, states + MARGIN);
  }

  /** 2,000 steps of four stages would keep 64 MB; a quarter may be. */
  @Test
  void activationsAreKeptWithinTheirMemory() {
    long budget = 16_000_000;
    live(new CheckpointedAdjoint(rk4(20), budget));
    long none = live(new CheckpointedAdjoint(rk4(2000), 0));
    long kept = live(new CheckpointedAdjoint(rk4(2000), budget));
    assertThat(kept - none).isBetween(budget - MARGIN, budget + MARGIN);
  }

  private static RungeKutta rk4(int steps) {
    return new RungeKutta(Tableaux.RK4, Steps.fixed(steps));
  }

  private static long live(GradientMethod method) {
    DifferentiableSolve solve = method.on(new Rotation(STATE));
    try {
      double[] y = new double[STATE];
      y[0] = 1;
      solve.forward(0, 1, y).orThrow();
      solve.backward(y, new double[1]).orThrow();
      return usedAfterCollection();
    } finally {
      Reference.reachabilityFence(solve);
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
