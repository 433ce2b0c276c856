package advect.flow;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.gradient.DifferentiableSystem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A shard of a flow as a controlled ODE: dz/dt = f with the trace as running cost,
 *
 * <pre>
 *   dc/dt = r = weight · Σₖ eₖᵀ J eₖ,   so   J̄eₖ = r̄ · weight · eₖ   and   f̄ = a.
 * </pre>
 *
 * <p>The state is z {@code [dim][samples]}, then one cost a sample unless there are no directions.
 */
public final class FlowDynamics implements DifferentiableSystem {
  private final BoundField field;
  private final int dim;
  private final int samples;
  private final int tangents;
  private Directions directions;

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
    directions = Directions.none(dim, samples);
  }

  /** Fixes the directions of the solves, and of their gradients, from now on. */
  public void directions(Directions directions) {
    directions.requireSizes(dim, samples, tangents);
    this.directions = directions;
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
    return field.parameterCount();
  }

  @Override
  public Evaluation evaluation() {
    return new Pass(field.pass(samples, tangents));
  }

  @Override
  public void drain(double[] total) {
    field.drain(total);
  }

  @Override
  public void discard() {
    field.discard();
  }

  private final class Pass implements Evaluation {
    private final FieldPass pass;
    private final double[] times = new double[samples];
    private final double[] input = new double[dim * width()];
    private final double[] output = new double[dim * width()];
    private final double[] outputBar = new double[dim * width()];
    private @Nullable Directions written;

    Pass(FieldPass pass) {
      this.pass = pass;
    }

    @Override
    public void forward(double t, double[] y, double[] dydt) {
      if (written != directions) {
        directions.requireSizes(dim, samples, tangents); // they may never have been given
        directions.writeTo(input);
        written = directions;
      }
      Arrays.fill(times, t);
      copyValues(y, samples, input, width());
      pass.forward(times, input, output);
      copyValues(output, width(), dydt, samples);
      if (tangents > 0) writeTrace(dydt);
    }

    /** r = weight Σₖ Σᵢ e[i][k] (J e)[i][k]. */
    private void writeTrace(double[] dydt) {
      int cost = dim * samples;
      Arrays.fill(dydt, cost, cost + samples, 0);
      for (int i = 0; i < dim; i++) {
        for (int k = 1; k <= tangents; k++) {
          int block = i * width() + k * samples;
          for (int s = 0; s < samples; s++) {
            dydt[cost + s] += directions.weight() * input[block + s] * output[block + s];
          }
        }
      }
    }

    @Override
    public void backward(double[] cotangent, double[] zbar) {
      if (written != directions) {
        throw new IllegalStateException("directions changed between a solve and its gradient");
      }
      copyValues(cotangent, samples, outputBar, width());
      int cost = dim * samples;
      for (int i = 0; i < dim; i++) {
        for (int k = 1; k <= tangents; k++) {
          int block = i * width() + k * samples;
          for (int s = 0; s < samples; s++) {
            outputBar[block + s] = cotangent[cost + s] * directions.weight() * input[block + s];
          }
        }
      }
      pass.backward(outputBar, zbar);
    }

    @Override
    public void accumulate(double weight) {
      pass.accumulate(weight);
    }

    /** Copies the value block of every row between panels of different widths. */
    private void copyValues(double[] from, int fromWidth, double[] to, int toWidth) {
      for (int i = 0; i < dim; i++) {
        System.arraycopy(from, i * fromWidth, to, i * toWidth, samples);
      }
    }

    private int width() {
      return samples * (1 + tangents);
    }
  }
}
