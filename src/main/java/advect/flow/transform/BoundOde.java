package advect.flow.transform;

import advect.field.BoundField;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.ShardDirections;
import advect.gradient.DifferentiableSolve;
import advect.gradient.DifferentiableSystem;
import advect.kernel.Kernels;
import advect.ode.Integrator;
import advect.ode.SolveReport;
import advect.ode.StepObserver;
import advect.parallel.RandomStreams;
import java.util.Arrays;

/** An {@link Ode} with θ: the one place where a solve with a trace is packed into [z | costs]. */
final class BoundOde implements BoundTransform {
  private final Ode ode;
  private final BoundField field;
  private final ShardDirections directions;
  private final RandomStreams streams;

  BoundOde(Ode ode) {
    this.ode = ode;
    field = ode.field().bind(Kernels.of(ode.settings().precision()));
    directions = new ShardDirections(ode.settings().trace(), ode.dim(), ode.settings().seed());
    streams = new RandomStreams(ode.settings().seed());
  }

  @Override
  public void parameters(double[] theta) {
    field.parameters(theta);
  }

  @Override
  public TransformPass pass(int samples) {
    return new Pass(samples);
  }

  @Override
  public Move move(int samples) {
    return new Evaluation(samples);
  }

  /** What both kinds of solves have in common: the state y = [z | costs] and its packing. */
  private abstract class Solve {
    final FlowDynamics dynamics;
    final double[] y;

    Solve(int samples) {
      dynamics = new FlowDynamics(field, ode.dim(), samples, directions.tangents());
      y = new double[dynamics.stateSize() + dynamics.costSize()];
    }

    void pack(Samples samples, Turn turn) {
      dynamics.directions(directions.of(turn.shard(), turn.iteration()));
      System.arraycopy(samples.z(), 0, y, 0, dynamics.stateSize());
      Arrays.fill(y, dynamics.stateSize(), y.length, 0);
    }

    SolveReport unpack(SolveReport report, Samples samples) {
      int size = dynamics.stateSize();
      System.arraycopy(y, 0, samples.z(), 0, size);
      double[] logDet = samples.logDet();
      if (dynamics.costSize() > 0) {
        for (int s = 0; s < logDet.length; s++) logDet[s] += y[size + s];
      }
      return report;
    }
  }

  /** A solve that keeps nothing. */
  private final class Evaluation extends Solve implements Move {
    private final DifferentiableSystem.Evaluation evaluation = dynamics.evaluation();
    private final Integrator integrator = ode.settings().method().solver().integrator(y.length);

    Evaluation(int samples) {
      super(samples);
    }

    @Override
    public SolveReport forward(Samples samples, Turn turn) {
      pack(samples, turn);
      SolveReport report =
          integrator.integrate(evaluation::forward, ode.from(), ode.to(), y, StepObserver.NONE);
      return unpack(report, samples);
    }
  }

  /** A solve that can be differentiated. */
  private final class Pass extends Solve implements TransformPass {
    private final DifferentiableSolve solve = ode.settings().method().on(dynamics);

    Pass(int samples) {
      super(samples);
    }

    @Override
    public SolveReport forward(Samples samples, Turn turn) {
      pack(samples, turn);
      double late = lateness(turn.iteration());
      double from = ode.from() > ode.to() ? ode.from() + late : ode.from();
      double to = ode.from() > ode.to() ? ode.to() : ode.to() + late;
      return unpack(solve.forward(from, to, y, turn.firstSteps()), samples);
    }

    /** How much later than stated the later end of this iteration's solves is. */
    private double lateness(long iteration) {
      double steer = ode.settings().regularization().steer();
      if (steer == 0) return 0;
      double u = streams.stream(RandomStreams.Purpose.END_TIME, iteration, 0).nextDouble();
      return steer * (2 * u - 1);
    }

    @Override
    public SolveReport backward(Samples bar, double[] thetaBar) {
      int size = dynamics.stateSize();
      System.arraycopy(bar.z(), 0, y, 0, size);
      if (dynamics.costSize() > 0) System.arraycopy(bar.logDet(), 0, y, size, bar.count());
      SolveReport report = solve.backward(y, thetaBar);
      System.arraycopy(y, 0, bar.z(), 0, size);
      return report;
    }
  }
}
