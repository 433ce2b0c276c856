package advect.latent;

import advect.field.BoundMaps;
import advect.field.MapPass;
import advect.latent.cell.CellPass;
import advect.parallel.PerSize;
import advect.train.objective.ShardLoss;
import advect.train.objective.SolveOptions;
import java.util.ArrayList;
import java.util.List;

/** One thread's memory for a recurrent forecaster. */
final class RecurrentWorker {
  /** Of times that are as far apart as gaps. */
  private static final double ROUNDING = 1e-6;

  private final RecurrentForecaster model;
  private final Scale scale;
  private final BoundMaps maps;
  private final PerSize<Memory> bySize = new PerSize<>(Memory::new);

  RecurrentWorker(RecurrentForecaster model, Scale scale, SolveOptions engine) {
    this.model = model;
    this.scale = scale;
    maps = model.bind(engine.precision());
  }

  void parameters(double[] theta) {
    maps.parameters(theta);
  }

  /**
   * -Σ log N(next point; prediction, σ² I) of a shard, in nats.
   *
   * @param thetaBar updated: += the gradient
   */
  ShardLoss differentiate(List<Series> shard, double[] thetaBar) {
    maps.discard();
    double loss = memory(shard.size()).differentiate(shard);
    maps.drain(thetaBar);
    return new ShardLoss(loss, 0, 0);
  }

  /** The loss of a shard without its gradient. */
  double loss(List<Series> shard) {
    double loss = memory(shard.size()).differentiate(shard);
    maps.discard();
    return loss;
  }

  /**
   * Predictions beyond the end of one series.
   *
   * @param times ascending, after the last one of the series
   * @param values {@code [times][dim]}, overwritten
   */
  void extrapolate(Series series, double[] times, double[][] values) {
    memory(1).extrapolate(series, times, values);
  }

  private Memory memory(int samples) {
    return bySize.of(samples);
  }

  /** Panels of one shape. */
  private final class Memory {
    private final int samples;
    private final Recurrence recurrence;
    private final List<MapPass> heads = new ArrayList<>();
    private final double[] out;
    private final CellPass step;

    Memory(int samples) {
      this.samples = samples;
      int cellMaps = model.cellMaps();
      recurrence =
          new Recurrence(
              model.cell(), maps.first(cellMaps), model.dim() + 1, model.hidden(), samples);
      step = model.cell().pass(maps.first(cellMaps), model.dim() + 1, model.hidden(), samples);
      out = new double[model.dim() * samples];
    }

    private MapPass head(int k) {
      while (heads.size() <= k) {
        heads.add(new MapPass(maps.get(model.cellMaps()), samples, model.hidden()));
      }
      return heads.get(k);
    }

    double differentiate(List<Series> shard) {
      Sequences points = Sequences.forwards(shard, scale);
      recurrence.forward(points);
      double[][] outBars = new double[points.steps()][];
      double loss = 0;
      for (int k = 0; k + 1 < points.steps(); k++) {
        System.arraycopy(recurrence.state(k + 1), 0, head(k).input(), 0, head(k).input().length);
        head(k).forward(out);
        outBars[k] = new double[out.length];
        loss += missed(shard, k + 1, outBars[k]);
      }
      recurrence.backward(
          points,
          new double[model.hidden() * samples],
          (k, hbar) -> {
            if (k + 1 == points.steps()) return;
            head(k).backward(outBars[k]);
            for (int i = 0; i < hbar.length; i++) hbar[i] += head(k).input()[i];
          });
      return loss;
    }

    /** The loss of all predictions of one point, and their cotangents. */
    private double missed(List<Series> shard, int point, double[] outBar) {
      double variance = model.noise() * model.noise();
      double sum = 0;
      for (int s = 0; s < samples; s++) {
        if (point >= shard.get(s).size()) continue;
        for (int d = 0; d < model.dim(); d++) {
          int cell = d * samples + s;
          double miss = scale.out(d, out[cell]) - shard.get(s).value(point, d);
          sum += 0.5 * miss * miss / variance + 0.5 * Math.log(2 * Math.PI * variance);
          outBar[cell] = miss / variance * scale.deviation(d);
        }
      }
      return sum;
    }

    /**
     * Reads the series up to its last point, and on from there that and its own predictions, which
     * are as far apart as points of training series on average; between them it predicts without
     * reading.
     */
    void extrapolate(Series series, double[] times, double[][] values) {
      Sequences points = Sequences.forwards(List.of(series), scale);
      recurrence.forward(points);
      double[] h = recurrence.state(points.steps() - 1).clone();
      double[] x = points.input(points.steps() - 1).clone();
      double[] next = new double[h.length];
      double knot = series.end();
      for (int i = 0; i < times.length; i++) {
        while (times[i] - knot > scale.meanGap() * (1 + ROUNDING)) {
          predict(x, h, scale.meanGap(), next);
          System.arraycopy(next, 0, h, 0, h.length);
          System.arraycopy(out, 0, x, 0, out.length);
          knot += scale.meanGap();
        }
        predict(x, h, times[i] - knot, next);
        for (int d = 0; d < model.dim(); d++) values[i][d] = scale.out(d, out[d]);
      }
    }

    /** Leaves the prediction after a gap in {@link #out}. */
    private void predict(double[] x, double[] h, double gap, double[] next) {
      x[model.dim()] = scale.gap(gap);
      step.forward(x, h, next);
      System.arraycopy(next, 0, head(0).input(), 0, next.length);
      head(0).forward(out);
    }
  }
}
