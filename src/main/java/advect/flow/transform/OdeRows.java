package advect.flow.transform;

import static java.util.Objects.requireNonNull;

import advect.field.BoundField;
import advect.flow.dynamics.Directions;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.RowDirections;
import advect.flow.dynamics.TimedEvaluation;
import advect.ode.rows.RowShape;
import advect.ode.rows.RowSystem;
import advect.parallel.PerSize;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an {@link Ode} as a system whose seats they take: a panel of the field for each width.
 */
final class OdeRows implements RowSystem {
  private final BoundField field;
  private final int dim;
  private final RowDirections directions;
  private final PerSize<Panel> panels;
  private double[] context = {};
  private int rows;
  private @Nullable Panel current;

  OdeRows(BoundField field, int dim, RowDirections directions) {
    this.field = field;
    this.dim = dim;
    this.directions = directions;
    panels = new PerSize<>(Panel::new);
  }

  /** z and, with a trace, log |det|. */
  RowShape shape() {
    return new RowShape(dim, directions.tangents() > 0 ? 1 : 0);
  }

  /** Prepares for these rows. */
  void load(Samples samples, int firstRow) {
    context = samples.context();
    rows = samples.count();
    directions.draw(samples.z(), context, rows, firstRow);
  }

  @Override
  public void seat(int[] seated, int seats) {
    Panel panel = current;
    if (panel == null || panel.seats != seats) {
      panel = panels.of(seats);
      current = panel;
    }
    panel.seat(seated);
  }

  @Override
  public void derivative(double[] t, double[] y, double[] dydt) {
    requireNonNull(current).derivative(t, y, dydt);
  }

  /** Memory for so many seats. */
  private final class Panel {
    private final int seats;
    private final FlowDynamics dynamics;
    private final TimedEvaluation evaluation;
    private final double[] c;
    private @Nullable Directions given;

    Panel(int seats) {
      this.seats = seats;
      dynamics = new FlowDynamics(field, dim, seats, directions.tangents());
      evaluation = dynamics.timedEvaluation();
      c = new double[field.contextDim() * seats];
    }

    void seat(int[] seated) {
      Directions now = directions.of(seated, seats);
      if (now != given) dynamics.directions(now);
      given = now;
      if (c.length > 0) dynamics.context(contextOf(seated));
    }

    private double[] contextOf(int[] seated) {
      for (int i = 0; i < field.contextDim(); i++) {
        for (int s = 0; s < seats; s++) {
          c[i * seats + s] = seated[s] < 0 ? 0 : context[i * rows + seated[s]];
        }
      }
      return c;
    }

    void derivative(double[] t, double[] y, double[] dydt) {
      evaluation.forward(t, y, dydt);
    }
  }
}
