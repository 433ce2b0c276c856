package advect.flow.dynamics;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.gradient.DifferentiableSystem;
import java.util.Arrays;

/**
 * A shard of a flow as a controlled ODE: dz/dt = f with the trace as running cost,
 *
 * <pre>
 *   dc/dt = r = weight · Σₖ eₖᵀ J eₖ,   so   J̄eₖ = r̄ · weight · eₖ   and   f̄ = a.
 * </pre>
 *
 * <p>The state is z {@code [dim][samples]}, then one cost a sample unless there are no directions.
 *
 * <p>The context of a field that has one counts among the parameters: a gradient is θ's, then the
 * context's {@code [contextDim][samples]}.
 */
public final class FlowDynamics implements DifferentiableSystem {
  private final BoundField field;
  private final int dim;
  private final int samples;
  private final int tangents;
  private final double[] thetaBar;
  private final double[] contextBar;
  private Directions directions;
  private int contexts;

  /**
   * @param field evaluates f
   * @param dim dimension of z
   * @param samples size of the shard
   * @param tangents directions of every solve; 0 for solves without a trace
   */
  public FlowDynamics(BoundField field, int dim, int samples, int tangents) {
    this.field = field;
    this.dim = dim;
    this.samples = samples;
    this.tangents = tangents;
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
    return tangents == 0 ? 0 : samples;
  }

  @Override
  public int parameterCount() {
    return field.parameterCount() + contextBar.length;
  }

  @Override
  public Evaluation evaluation() {
    return new Pass(field.pass(samples, tangents));
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
      used = directions;
      used.requireSizes(dim, samples, tangents); // they may never have been given
      usedContext = contexts;
      requireContext();
      Arrays.fill(times, t);
      System.arraycopy(y, 0, z, 0, z.length);
      pass.forward(times, z, f, je);
      System.arraycopy(f, 0, dydt, 0, f.length);
      if (tangents > 0) writeTrace(dydt);
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

    @Override
    public void backward(double[] cotangent, double[] zbar) {
      if (used != directions || usedContext != contexts) {
        throw new IllegalStateException(
            "directions or context changed between a solve and its gradient");
      }
      System.arraycopy(cotangent, 0, f, 0, f.length);
      int cost = dim * samples;
      double[] e = used.unsafeEntries();
      for (int block = 0; block < e.length; block += samples) {
        for (int s = 0; s < samples; s++) {
          je[block + s] = cotangent[cost + s] * used.weight() * e[block + s];
        }
      }
      pass.backward(f, je, zbar);
    }

    @Override
    public void accumulate(double weight) {
      pass.accumulate(weight);
    }
  }
}
