package advect.flow.transform;

import advect.field.BoundField;
import advect.flow.dynamics.Directions;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.RowDirections;
import advect.flow.dynamics.RunningCost;
import advect.flow.dynamics.ShardDirections;
import advect.gradient.DifferentiableSolve;
import advect.gradient.DifferentiableSystem;
import advect.ode.Integrator;
import advect.ode.OdeSystem;
import advect.ode.SolveReport;
import advect.ode.StepObserver;
import advect.ode.rows.RowIntegrator;
import advect.ode.rows.RowStates;
import advect.parallel.RandomStreams;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** An {@link Ode} with θ: the one place where a solve with a trace is packed into [z | costs]. */
final class BoundOde implements BoundTransform {
  /** Numbers of the tangents of all seats, at most: 128 MB in float64. */
  private static final long MOST_TANGENTS = 1L << 24;

  private final Ode ode;
  private final BoundField field;
  private final ShardDirections directions;
  private final RandomStreams streams;

  /** Those with a weight, which training pays for. */
  private final Map<RunningCost, Double> costs = new EnumMap<>(RunningCost.class);

  BoundOde(Ode ode) {
    this.ode = ode;
    field = ode.field().bind(ode.settings().precision());
    directions = new ShardDirections(ode.settings().trace(), ode.dim(), ode.settings().seed());
    streams = new RandomStreams(ode.settings().seed());
    Regularization pays = ode.settings().regularization();
    if (pays.kinetic() > 0) costs.put(RunningCost.KINETIC, pays.kinetic());
    if (pays.jacobian() > 0) costs.put(RunningCost.JACOBIAN, pays.jacobian());
  }

  @Override
  public void parameters(double[] theta) {
    field.parameters(theta);
  }

  @Override
  public TransformPass pass(int samples) {
    return new Pass(samples);
  }

  /**
   * Rows by themselves, unless the method keeps its steps to itself, or the field cannot evaluate
   * rows at different times.
   */
  @Override
  public RowMove rowMove(int seats) {
    OdeSettings how = ode.settings();
    RowDirections rows = new RowDirections(how.trace(), ode.dim(), how.seed());
    OdeRows system = new OdeRows(field, ode.dim(), rows);
    return RowIntegrator.of(how.method().solver(), system.shape(), seats(rows.tangents(), seats))
        .filter(own -> !field.sharesTime() || own.keepsRowsTogether())
        .<RowMove>map(own -> new OwnSteps(system, own))
        .orElseGet(
            () ->
                new ShardedRows(
                    seats(rows.tangents(), seats), count -> new CommonSteps(count, rows)));
  }

  /** As many as wanted, unless their tangents would take too much memory. */
  private int seats(int tangents, int wanted) {
    long tangentsOfOne = Math.max(1, (long) ode.dim() * tangents);
    return (int) Math.max(1, Math.min(wanted, MOST_TANGENTS / tangentsOfOne));
  }

  /** What both kinds of solves have in common: the state y = [z | costs] and its packing. */
  private abstract class Solve {
    final FlowDynamics dynamics;
    final double[] y;

    Solve(int samples, List<RunningCost> costs) {
      dynamics = new FlowDynamics(field, ode.dim(), samples, directions.tangents(), costs);
      y = new double[dynamics.stateSize() + dynamics.costSize()];
    }

    void pack(Samples samples, Directions e) {
      dynamics.directions(e);
      if (field.contextDim() > 0) dynamics.context(samples.context());
      System.arraycopy(samples.z(), 0, y, 0, dynamics.stateSize());
      Arrays.fill(y, dynamics.stateSize(), y.length, 0);
    }

    SolveReport unpack(SolveReport report, Samples samples) {
      int size = dynamics.stateSize();
      System.arraycopy(y, 0, samples.z(), 0, size);
      if (directions.tangents() > 0) {
        for (int s = 0; s < samples.count(); s++) samples.logDet()[s] += y[size + s];
      }
      return report;
    }
  }

  /** Rows with steps of their own, by a method of the library. */
  private final class OwnSteps implements RowMove {
    private final OdeRows system;
    private final RowIntegrator integrator;

    OwnSteps(OdeRows system, RowIntegrator integrator) {
      this.system = system;
      this.integrator = integrator;
    }

    @Override
    public SolveReport[] forward(Samples samples, int firstRow, BooleanSupplier stop) {
      int rows = samples.count();
      RowStates states = new RowStates(system.shape().size(), rows);
      double[] z = samples.z();
      double[] y = states.y();
      System.arraycopy(z, 0, y, 0, z.length);
      system.load(samples, firstRow);
      integrator.integrate(system, ode.from(), ode.to(), states, stop);
      System.arraycopy(y, 0, z, 0, z.length);
      for (int i = z.length; i < y.length; i++) samples.logDet()[i - z.length] += y[i];
      return states.reports();
    }
  }

  /** Rows in shards with common steps, by a black box. */
  private final class CommonSteps extends Solve implements ShardedRows.ShardMove {
    private final RowDirections rowDirections;
    private final DifferentiableSystem.Evaluation evaluation = dynamics.evaluation();
    private final Integrator integrator = ode.settings().method().solver().integrator(y.length);

    CommonSteps(int samples, RowDirections rowDirections) {
      super(samples, List.of());
      this.rowDirections = rowDirections;
    }

    @Override
    public SolveReport forward(Samples samples, int firstRow, BooleanSupplier stop) {
      int count = samples.count();
      rowDirections.draw(samples.z(), samples.context(), count, firstRow);
      pack(samples, rowDirections.of(count));
      OdeSystem stoppable =
          (t, state, slope) -> {
            if (stop.getAsBoolean()) Arrays.fill(slope, Double.NaN);
            else evaluation.forward(t, state, slope);
          };
      SolveReport report =
          integrator.integrate(stoppable, ode.from(), ode.to(), y, StepObserver.NONE);
      return ShardedRows.ended(unpack(report, samples), stop);
    }
  }

  /** A solve that can be differentiated. */
  private final class Pass extends Solve implements TransformPass {
    private final DifferentiableSolve solve = ode.settings().method().on(dynamics);
    private final double[] thetaBar;

    Pass(int samples) {
      super(samples, List.copyOf(costs.keySet()));
      thetaBar = new double[field.contextDim() == 0 ? 0 : dynamics.parameterCount()];
    }

    @Override
    public SolveReport forward(Samples samples, Turn turn) {
      pack(samples, directions.of(turn.shard(), turn.iteration()));
      double late = lateness(turn.iteration());
      double from = ode.from() > ode.to() ? ode.from() + late : ode.from();
      double to = ode.from() > ode.to() ? ode.to() : ode.to() + late;
      SolveReport report = unpack(solve.forward(from, to, y, turn.firstSteps()), samples);
      int at = dynamics.controlledSize();
      for (double weight : costs.values()) {
        for (int s = 0; s < samples.count(); s++) {
          samples.cost()[s] += sign() * weight * y[at + s];
        }
        at += samples.count();
      }
      return report;
    }

    /** Costs along a solve back in time are those of the way forth, which are not negative. */
    private double sign() {
      return Math.signum(ode.to() - ode.from());
    }

    /** What is added to the later of both times in this iteration; negative for an earlier end. */
    private double lateness(long iteration) {
      double steer = ode.settings().regularization().steer();
      if (steer == 0) return 0;
      double u = streams.stream(RandomStreams.Purpose.END_TIME, iteration, 0).nextDouble();
      return steer * (2 * u - 1);
    }

    @Override
    public SolveReport backward(Samples bar, double[] total) {
      int size = dynamics.stateSize();
      System.arraycopy(bar.z(), 0, y, 0, size);
      if (directions.tangents() > 0) System.arraycopy(bar.logDet(), 0, y, size, bar.count());
      int at = dynamics.controlledSize();
      for (double weight : costs.values()) {
        for (int s = 0; s < bar.count(); s++) y[at + s] = sign() * weight * bar.cost()[s];
        at += bar.count();
      }
      SolveReport report = reverse(bar, total);
      System.arraycopy(y, 0, bar.z(), 0, size);
      return report;
    }

    /** The dynamics counts the context among its parameters, behind θ. */
    private SolveReport reverse(Samples bar, double[] total) {
      if (thetaBar.length == 0) return solve.backward(y, total);
      Arrays.fill(thetaBar, 0);
      SolveReport report = solve.backward(y, thetaBar);
      int parameters = field.parameterCount();
      for (int i = 0; i < parameters; i++) total[i] += thetaBar[i];
      double[] contextBar = bar.context();
      for (int i = 0; i < contextBar.length; i++) contextBar[i] += thetaBar[parameters + i];
      return report;
    }
  }
}
