package advect.latent;

import advect.field.BoundField;
import advect.field.MapPass;
import java.util.Arrays;
import java.util.List;

/**
 * From latent states to values: x = mean + deviation · decoder(z), for just the pairs of series and
 * time that are asked for, so many at once.
 */
final class Decoder {
  private static final int CHUNK = 256;

  private final Scale scale;
  private final int latent;
  private final int samples;
  private final MapPass pass;
  private final double[] out;

  Decoder(BoundField map, Scale scale, int latent, int samples) {
    this.scale = scale;
    this.latent = latent;
    this.samples = samples;
    pass = new MapPass(map, CHUNK, latent);
    out = new double[scale.dim() * CHUNK];
  }

  /**
   * -Σ log N(x; decoded z, σ² I) over all pairs, in nats; accumulates the decoder's gradient.
   *
   * @param stateBars overwritten with the cotangents of the states, {@code [times][latent ·
   *     samples]}
   */
  double loss(
      Moments moments,
      Trajectory states,
      List<Series> targets,
      double sigma,
      double[][] stateBars) {
    for (double[] bar : stateBars) Arrays.fill(bar, 0);
    double sum = 0;
    for (int first = 0; first < moments.pairs(); first += CHUNK) {
      int count = evaluate(moments, states, first);
      for (int p = 0; p < count; p++) {
        for (int d = 0; d < scale.dim(); d++) {
          int cell = d * CHUNK + p;
          Series target = targets.get(moments.sample(first + p));
          double miss = scale.out(d, out[cell]) - target.value(moments.point(first + p), d);
          sum += 0.5 * miss * miss / (sigma * sigma);
          out[cell] = miss / (sigma * sigma) * scale.deviation(d);
        }
      }
      backward(moments, first, count, stateBars);
    }
    double normalization = Math.log(sigma) + 0.5 * Math.log(2 * Math.PI);
    return sum + (double) moments.pairs() * scale.dim() * normalization;
  }

  /** The reverse of {@link #evaluate}, for the cotangents of its pairs in {@link #out}. */
  private void backward(Moments moments, int first, int count, double[][] stateBars) {
    for (int d = 0; d < scale.dim(); d++) Arrays.fill(out, d * CHUNK + count, (d + 1) * CHUNK, 0);
    pass.backward(out);
    for (int p = 0; p < count; p++) {
      double[] bar = stateBars[moments.time(first + p)];
      for (int l = 0; l < latent; l++) {
        bar[l * samples + moments.sample(first + p)] += pass.input()[l * CHUNK + p];
      }
    }
  }

  /**
   * Decodes all pairs.
   *
   * @param values {@code [series][its times][dim]}, overwritten
   */
  void decode(Moments moments, Trajectory states, double[][][] values) {
    for (int first = 0; first < moments.pairs(); first += CHUNK) {
      int count = evaluate(moments, states, first);
      for (int p = 0; p < count; p++) {
        double[] value = values[moments.sample(first + p)][moments.point(first + p)];
        for (int d = 0; d < value.length; d++) value[d] = scale.out(d, out[d * CHUNK + p]);
      }
    }
  }

  /** Evaluates the decoder from a pair on; gives how many pairs that were. */
  private int evaluate(Moments moments, Trajectory states, int first) {
    int count = Math.min(CHUNK, moments.pairs() - first);
    double[] z = pass.input();
    Arrays.fill(z, 0);
    for (int p = 0; p < count; p++) {
      double[] state = states.state(moments.time(first + p));
      for (int l = 0; l < latent; l++) {
        z[l * CHUNK + p] = state[l * samples + moments.sample(first + p)];
      }
    }
    pass.forward(out);
    return count;
  }
}
