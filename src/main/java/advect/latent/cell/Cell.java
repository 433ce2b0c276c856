package advect.latent.cell;

import advect.field.BoundField;
import advect.field.layered.MlpMap;
import advect.kernel.Activation;
import java.util.List;

/** What a recurrent net does with a point x and its state h. */
public enum Cell {
  /** h' = tanh(W [x; h] + b) (Elman 1990). */
  TANH {
    @Override
    public List<MlpMap> maps(int inputs, int hidden) {
      return List.of(affine(inputs + hidden, hidden));
    }

    @Override
    public CellPass pass(List<BoundField> maps, int inputs, int hidden, int samples) {
      return new TanhPass(maps.get(0), inputs, hidden, samples);
    }
  },
  /**
   * The gated recurrent unit: u, r = σ(W [x; h] + b), n = tanh(V [x; r h] + c), h' = u h + (1 - u)
   * n (Cho et al. 2014, arXiv:1406.1078).
   */
  GRU {
    @Override
    public List<MlpMap> maps(int inputs, int hidden) {
      return List.of(affine(inputs + hidden, 2 * hidden), affine(inputs + hidden, hidden));
    }

    @Override
    public CellPass pass(List<BoundField> maps, int inputs, int hidden, int samples) {
      return new GruPass(maps.get(0), maps.get(1), inputs, hidden, samples);
    }
  };

  /** The maps that have parameters. */
  public abstract List<MlpMap> maps(int inputs, int hidden);

  /** Memory for one point of a shard, by those maps. */
  public abstract CellPass pass(List<BoundField> maps, int inputs, int hidden, int samples);

  private static MlpMap affine(int in, int out) {
    return new MlpMap(in, List.of(), out, Activation.TANH);
  }

  /** tanh(v), twice as fast as {@link Math#tanh}; its error is a rounding of 1, not of tanh(v). */
  static double tanh(double v) {
    return 1 - 2 / (1 + Math.exp(2 * v));
  }
}
