package advect.variational;

import advect.field.BoundField;
import advect.field.MapPass;
import advect.field.ParameterBlocks;
import advect.flow.base.StandardNormal;
import advect.flow.transform.BoundTransform;
import advect.flow.transform.Samples;
import advect.flow.transform.TransformPass;
import advect.flow.transform.Turn;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import java.util.Arrays;

/**
 * One sample of the evidence lower bound for every row of a shard, and its gradient.
 *
 * <pre>
 *   log w = log p(x | z) + log N(z) - log q(z | x),
 *   log q(z | x) = log N(ε) - Σ log s - log |det ∂T/∂z₀|,
 * </pre>
 *
 * <p>whose mean over ε is the bound. Panels are {@code [...][samples]}.
 */
final class ElboPass {
  private static final double[] NONE = new double[0];

  private final int samples;
  private final int latent;
  private final ParameterBlocks blocks;
  private final BoundField encoder;
  private final BoundField decoder;
  private final MapPass encode;
  private final MapPass decode;
  private final StandardNormal prior;
  private final BoundTransform transform;
  private final TransformPass bend;
  private final double[] code;
  private final int contexts;
  private final double[] logits;
  private final double[] scale;
  private final double[] bent;
  private final double[] cost;
  private double[] x = NONE;
  private double[] epsilon = NONE;

  ElboPass(VariationalAutoencoder model, int samples) {
    this.samples = samples;
    latent = model.latent();
    blocks = model.blocks();
    encoder = model.encoder().bind(Precision.FLOAT64);
    decoder = model.decoder().bind(Precision.FLOAT64);
    encode = new MapPass(encoder, samples, model.pixels());
    decode = new MapPass(decoder, samples, latent);
    prior = new StandardNormal(latent);
    transform = model.transform().bind();
    bend = transform.pass(samples);
    contexts = model.transform().contextDim();
    code = new double[(2 * latent + contexts) * samples];
    logits = new double[model.pixels() * samples];
    scale = new double[latent * samples];
    bent = new double[latent * samples];
    cost = new double[samples];
  }

  void parameters(double[] theta) {
    encoder.parameters(blocks.of(theta, 0));
    decoder.parameters(blocks.of(theta, 1));
    transform.parameters(blocks.of(theta, 2));
  }

  /**
   * Evaluates log w.
   *
   * @param x rows, {@code [pixels][samples]}, not to be changed before {@link #backward}
   * @param epsilon noise, {@code [latent][samples]}, likewise
   * @param logw {@code [samples]}, overwritten; NaN where a solve failed
   * @param turn of the shard
   * @return what the transform's solve did
   */
  SolveReport forward(double[] x, double[] epsilon, double[] logw, Turn turn) {
    this.x = x;
    this.epsilon = epsilon;
    System.arraycopy(x, 0, encode.input(), 0, x.length);
    encode.forward(code);
    Samples at = new Samples(latent, contexts, samples);
    double[] z = at.z();
    System.arraycopy(code, 2 * z.length, at.context(), 0, at.context().length);
    double[] logq = new double[samples];
    prior.addLogDensity(epsilon, logq);
    for (int k = 0; k < z.length; k++) {
      scale[k] = Math.exp(code[z.length + k]);
      z[k] = code[k] + scale[k] * epsilon[k];
      logq[k % samples] -= code[z.length + k];
    }
    SolveReport report = bend.forward(at, turn);
    System.arraycopy(at.logDet(), 0, logw, 0, samples);
    System.arraycopy(at.cost(), 0, cost, 0, samples);
    prior.addLogDensity(z, logw);
    System.arraycopy(z, 0, bent, 0, z.length);
    decode(z);
    for (int s = 0; s < samples; s++) logw[s] -= logq[s];
    if (report.status() != SolveStatus.REACHED_END) Arrays.fill(logw, Double.NaN);
    for (int k = 0; k < logits.length; k++) {
      logw[k % samples] += x[k] * logits[k] - Activation.SOFTPLUS.value(logits[k]);
    }
    return report;
  }

  /**
   * Adds the gradient of Σ weight · (cost - log w) of the last {@link #forward} to {@code
   * thetaBar}.
   *
   * @param weight {@code [samples]}, read only
   * @return what the transform's solve did
   */
  SolveReport backward(double[] weight, double[] thetaBar) {
    double[] logitsBar = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      logitsBar[k] = weight[k % samples] * (Activation.SIGMOID.value(logits[k]) - x[k]);
    }
    Samples bar = new Samples(latent, contexts, samples);
    double[] zbar = bar.z();
    int n = zbar.length;
    decode.backward(logitsBar);
    for (int k = 0; k < n; k++) {
      zbar[k] = decode.input()[k] + weight[k % samples] * bent[k];
    }
    for (int s = 0; s < samples; s++) bar.logDet()[s] = -weight[s];
    System.arraycopy(weight, 0, bar.cost(), 0, samples);
    double[] transformBar = blocks.of(thetaBar, 2);
    SolveReport report = bend.backward(bar, transformBar);
    double[] codeBar = Arrays.copyOf(zbar, code.length);
    for (int k = 0; k < n; k++) {
      codeBar[n + k] = zbar[k] * scale[k] * epsilon[k] - weight[k % samples];
    }
    System.arraycopy(bar.context(), 0, codeBar, 2 * n, bar.context().length);
    encode.backward(codeBar);
    blocks.drain(encoder, 0, thetaBar);
    blocks.drain(decoder, 1, thetaBar);
    blocks.put(transformBar, 2, thetaBar);
    return report;
  }

  private void decode(double[] z) {
    System.arraycopy(z, 0, decode.input(), 0, z.length);
    decode.forward(logits);
  }

  /** Weighted running costs of the last {@link #forward}, {@code [samples]}. */
  double[] cost() {
    return cost;
  }

  /** Means of the pixels of the last {@link #forward}, {@code [pixels][samples]}. */
  double[] pixels() {
    return Arrays.stream(logits).map(Activation.SIGMOID::value).toArray();
  }

  /** Means of the pixels at points of the latent space, {@code [pixels][samples]}. */
  double[] pixelsAt(double[] z) {
    decode(z);
    return pixels();
  }
}
