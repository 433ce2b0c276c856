package advect.flow.dynamics;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.gradient.DifferentiableSystem;
import java.util.Arrays;
import java.util.List;

/**
 * A shard of a flow as a controlled ODE: dz/dt = f with running costs dc/dt = r, the trace and
 * whatever {@link RunningCost}s are asked for,
 *
 * <pre>
 *   trace      r = weight · Σₖ eₖᵀ J eₖ,    J̄eₖ += r̄ · weight · eₖ
 *   kinetic    r = |f|²,                  f̄ += 2 r̄ f
 *   Jacobian   r = weight · Σₖ |J eₖ|²,    J̄eₖ += 2 r̄ · weight · J eₖ
 * </pre>
 *
 * <p>with f̄ = a to begin with.
 *
 * <p>The state is z {@code [dim][samples]}, then a row {@code [samples]} a cost: the trace, unless
 * there are no directions, and the others in their order. Those others are outside of the error
 * norm.
 *
 * <p>The context of a field that has one counts among the parameters: a gradient is θ's, then the
 * context's {@code [contextDim][samples]}.
 */
public final class FlowDynamics implements DifferentiableSystem {
  private final BoundField field;
  private final int dim;
  private final int samples;
  private final int tangents;
  private final CostRows costs;
  private final double[] fbar;
  private final double[] jebar;
  private final double[] thetaBar;
  private final double[] contextBar;
  private Directions directions;
  private int contexts;

  /**
   * Dynamics with no cost but the trace.
   *
   * @param field evaluates f
   * @param dim dimension of z
   * @param samples size of the shard
   * @param tangents directions of every solve; 0 for solves without a trace
   */
  public FlowDynamics(BoundField field, int dim, int samples, int tangents) {
    this(field, dim, samples, tangents, List.of());
  }

  /**
   * Dynamics with further costs.
   *
   * @param field evaluates f
   * @param dim dimension of z
   * @param samples size of the shard
   * @param tangents directions of every solve; 0 for solves without a trace
   * @param costs each at most once
   * @throws IllegalArgumentException if a cost is given twice, or needs directions and there are
   *     none
   */
  public FlowDynamics(
      BoundField field, int dim, int samples, int tangents, List<RunningCost> costs) {
    if (tangents == 0 && costs.contains(RunningCost.JACOBIAN)) {
      throw new IllegalArgumentException(
          "the JACOBIAN cost is made of directional derivatives, and these solves have none: give"
              + " them the directions of a trace, or leave the cost out");
    }
    if ((long) dim * tangents * samples > Directions.MOST_NUMBERS) {
      throw Directions.tooMany(dim, samples);
    }
    this.field = field;
    this.dim = dim;
    this.samples = samples;
    this.tangents = tangents;
    this.costs = new CostRows(costs, controlledSize(), samples);
    fbar = new double[dim * samples];
    jebar = new double[dim * tangents * samples];
    contextBar = new double[field.contextDim() * samples];
    thetaBar = new double[contextBar.length == 0 ? 0 : field.parameterCount()];
    directions = Directions.none(dim, samples);
  }

  /** Fixes the directions of the solves, and of their gradients, from now on. */
  public void directions(Directions directions) {
    directions.requireSizes(dim, samples, tangents);
    this.directions = directions;
    field.tangents(samples, tangents, directions.unsafeEntries());
  }

  /**
   * Fixes the context of the solves, and of their gradients, from now on.
   *
   * @param c {@code [contextDim][samples]}; read only, copied
   * @throws IllegalArgumentException if its size is not that
   */
  public void context(double[] c) {
    field.context(samples, c);
    contexts++;
  }

  @Override
  public int stateSize() {
    return dim * samples;
  }

  @Override
  public int costSize() {
    return traces() * samples + costs.size();
  }

  /** z and the trace. */
  @Override
  public int controlledSize() {
    return (dim + traces()) * samples;
  }

  /** Rows of the trace: one, or none without directions. */
  private int traces() {
    return tangents == 0 ? 0 : 1;
  }

  @Override
  public int parameterCount() {
    return field.parameterCount() + contextBar.length;
  }

  @Override
  public Evaluation evaluation() {
    return new Pass(field.pass(samples, tangents));
  }

  /** An evaluation in which every sample has its own time. */
  public TimedEvaluation timedEvaluation() {
    return new Pass(field.pass(samples, tangents))::forward;
  }

  @Override
  public void drain(double[] total) {
    if (contextBar.length == 0) {
      field.drain(total);
      return;
    }
    Arrays.fill(thetaBar, 0);
    Arrays.fill(contextBar, 0);
    field.drain(thetaBar);
    field.drainContext(samples, contextBar);
    for (int i = 0; i < thetaBar.length; i++) total[i] += thetaBar[i];
    for (int i = 0; i < contextBar.length; i++) total[thetaBar.length + i] += contextBar[i];
  }

  @Override
  public void discard() {
    field.discard();
  }

  @Override
  public long evaluationBytes() {
    long numbers = samples * (1 + dim * (2L + tangents));
    return field.passBytes(samples, tangents) + numbers * Double.BYTES;
  }

  private final class Pass implements Evaluation {
    private final FieldPass pass;
    private final double[] times = new double[samples];
    private final double[] z = new double[dim * samples];
    private final double[] f = new double[dim * samples];
    private final double[] je = new double[dim * tangents * samples];
    private Directions used = directions;
    private int usedContext;

    Pass(FieldPass pass) {
      this.pass = pass;
    }

    @Override
    public void forward(double t, double[] y, double[] dydt) {
      Arrays.fill(times, t);
      forward(times, y, dydt);
    }

    void forward(double[] t, double[] y, double[] dydt) {
      used = directions;
      used.requireSizes(dim, samples, tangents); // they may never have been given
      usedContext = contexts;
      requireContext();
      System.arraycopy(y, 0, z, 0, z.length);
      pass.forward(t, z, f, je);
      System.arraycopy(f, 0, dydt, 0, f.length);
      if (tangents > 0) writeTrace(dydt);
      costs.write(f, je, used.weight(), dydt);
    }

    private void requireContext() {
      if (contextBar.length > 0 && usedContext == 0) {
        throw new IllegalStateException(
            "the field has a context of %d numbers a sample and was given none: call context first"
                .formatted(field.contextDim()));
      }
    }

    /** r = weight Σₖ Σᵢ e[i][k] (J e)[i][k]. */
    private void writeTrace(double[] dydt) {
      int cost = dim * samples;
      double[] e = used.unsafeEntries();
      Arrays.fill(dydt, cost, cost + samples, 0);
      for (int block = 0; block < e.length; block += samples) {
        for (int s = 0; s < samples; s++) {
          dydt[cost + s] += used.weight() * e[block + s] * je[block + s];
        }
      }
    }

    /** f and J e stay as they are: costs need them, and what is shared is written instead. */
    @Override
    public void backward(double[] cotangent, double[] zbar) {
      if (used != directions || usedContext != contexts) {
        throw new IllegalStateException(
            "directions or context changed between a solve and its gradient");
      }
      System.arraycopy(cotangent, 0, fbar, 0, fbar.length);
      int cost = dim * samples;
      double[] e = used.unsafeEntries();
      for (int block = 0; block < e.length; block += samples) {
        for (int s = 0; s < samples; s++) {
          jebar[block + s] = cotangent[cost + s] * used.weight() * e[block + s];
        }
      }
      costs.addCotangents(cotangent, used.weight(), f, je, fbar, jebar);
      pass.backward(fbar, jebar, zbar);
    }

    @Override
    public void accumulate(double weight) {
      pass.accumulate(weight);
    }
  }
}
