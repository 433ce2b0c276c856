package advect.latent;

import advect.field.BoundField;
import advect.latent.cell.Cell;
import advect.latent.cell.CellPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A cell led along the series of a shard; one that has ended keeps its state. */
final class Recurrence {
  private final Cell cell;
  private final List<BoundField> maps;
  private final int inputs;
  private final int hidden;
  private final int samples;
  private final List<CellPass> passes = new ArrayList<>();
  private final List<double[]> states = new ArrayList<>();
  private final double[] stepBar;
  private final double[] before;

  Recurrence(Cell cell, List<BoundField> maps, int inputs, int hidden, int samples) {
    this.cell = cell;
    this.maps = maps;
    this.inputs = inputs;
    this.hidden = hidden;
    this.samples = samples;
    states.add(new double[hidden * samples]);
    stepBar = new double[hidden * samples];
    before = new double[hidden * samples];
  }

  /** What a reverse sweep meets on its way. */
  @FunctionalInterface
  interface StateBars {
    /** Nothing but what comes from the end. */
    StateBars NONE = (step, hbar) -> {};

    /** Adds the cotangent of the state after a step. */
    void addTo(int step, double[] hbar);
  }

  /** Reads all points from a state of zeros on. */
  void forward(Sequences points) {
    for (int k = 0; k < points.steps(); k++) {
      if (k == passes.size()) {
        passes.add(cell.pass(maps, inputs, hidden, samples));
        states.add(new double[hidden * samples]);
      }
      double[] h = states.get(k);
      double[] next = states.get(k + 1);
      passes.get(k).forward(points.input(k), h, next);
      for (int s = 0; s < samples; s++) {
        if (points.isActive(k, s)) continue;
        for (int i = s; i < next.length; i += samples) next[i] = h[i];
      }
    }
  }

  /** The state after so many points, {@code [hidden][samples]}; read only. */
  double[] state(int points) {
    return states.get(points);
  }

  /**
   * The reverse of the last {@link #forward}.
   *
   * @param hbar cotangent of the last state; changed
   */
  void backward(Sequences points, double[] hbar, StateBars bars) {
    for (int k = points.steps() - 1; k >= 0; k--) {
      bars.addTo(k, hbar);
      System.arraycopy(hbar, 0, stepBar, 0, hbar.length);
      for (int s = 0; s < samples; s++) {
        if (!points.isActive(k, s)) clear(stepBar, s);
      }
      passes.get(k).backward(stepBar, before);
      for (int s = 0; s < samples; s++) {
        if (!points.isActive(k, s)) continue;
        for (int i = s; i < hbar.length; i += samples) hbar[i] = before[i];
      }
    }
    Arrays.fill(hbar, 0);
  }

  private void clear(double[] panel, int sample) {
    for (int i = sample; i < panel.length; i += samples) panel[i] = 0;
  }
}
