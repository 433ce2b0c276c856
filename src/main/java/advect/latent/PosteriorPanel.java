package advect.latent;

import advect.field.BoundField;
import advect.field.MapPass;
import java.util.ArrayList;
import java.util.List;

/** The posteriors of a shard: mean and log variance as an affine map of recurrent states. */
final class PosteriorPanel {
  private final int latent;
  private final int samples;
  private final int size;
  private final MapPass pass;

  /** Means {@code [latent][samples]}, then log variances. */
  private final double[] out;

  private final double[] outBar;

  PosteriorPanel(BoundField map, int hidden, int latent, int samples) {
    this.latent = latent;
    this.samples = samples;
    size = latent * samples;
    pass = new MapPass(map, samples, hidden);
    out = new double[2 * size];
    outBar = new double[2 * size];
  }

  void forward(double[] h) {
    System.arraycopy(h, 0, pass.input(), 0, h.length);
    pass.forward(out);
  }

  /** z = μ + exp(½ log σ²) ε. */
  void draw(double[] noise, double[] z) {
    for (int i = 0; i < size; i++) z[i] = out[i] + Math.exp(0.5 * out[size + i]) * noise[i];
  }

  /** Σ KL(q ‖ N(0, I)) over the shard, in nats. */
  double divergence() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Posterior.divergence(out[i], out[size + i]);
    }
    return sum;
  }

  /**
   * The reverse of {@link #draw} and of klWeight times {@link #divergence}.
   *
   * @param hbar overwritten with the cotangent of h
   */
  void backward(double[] zbar, double[] noise, double klWeight, double[] hbar) {
    for (int i = 0; i < size; i++) {
      double v = out[size + i];
      outBar[i] = zbar[i] + klWeight * out[i];
      outBar[size + i] =
          0.5 * zbar[i] * Math.exp(0.5 * v) * noise[i] + klWeight * 0.5 * (Math.exp(v) - 1);
    }
    pass.backward(outBar);
    System.arraycopy(pass.input(), 0, hbar, 0, hbar.length);
  }

  List<Posterior> values() {
    List<Posterior> all = new ArrayList<>();
    for (int s = 0; s < samples; s++) {
      List<Double> mean = new ArrayList<>();
      List<Double> logVariance = new ArrayList<>();
      for (int l = 0; l < latent; l++) {
        mean.add(out[l * samples + s]);
        logVariance.add(out[size + l * samples + s]);
      }
      all.add(new Posterior(mean, logVariance));
    }
    return all;
  }
}
