package advect.variational;

import advect.field.BoundField;
import advect.field.MapPass;
import advect.field.ParameterBlocks;
import advect.flow.StandardNormal;
import advect.gradient.FirstSteps;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import advect.kernel.Precision;
import advect.ode.SolveReport;
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
  private final Transport.Pass transport;
  private final double[] code;
  private final double[] condition;
  private final double[] z;
  private final double[] logits;
  private final double[] scale;
  private double[] x = NONE;
  private double[] epsilon = NONE;

  ElboPass(VariationalAutoencoder model, int samples) {
    this.samples = samples;
    latent = model.latent();
    blocks = model.blocks();
    encoder = model.encoder().bind(Kernels.of(Precision.FLOAT64));
    decoder = model.decoder().bind(Kernels.of(Precision.FLOAT64));
    encode = new MapPass(encoder, samples, model.pixels());
    decode = new MapPass(decoder, samples, latent);
    transport = model.transport().pass(samples);
    code = new double[(2 * latent + model.transport().conditionCount()) * samples];
    condition = new double[model.transport().conditionCount() * samples];
    z = new double[latent * samples];
    logits = new double[model.pixels() * samples];
    scale = new double[z.length];
  }

  void parameters(double[] theta) {
    encoder.parameters(blocks.of(theta, 0));
    decoder.parameters(blocks.of(theta, 1));
    transport.parameters(blocks.of(theta, 2));
  }

  /**
   * Evaluates log w.
   *
   * @param x rows, {@code [pixels][samples]}, not to be changed before {@link #backward}
   * @param epsilon noise, {@code [latent][samples]}, likewise
   * @param logw {@code [samples]}, overwritten; NaN where a solve failed
   * @param memory of the transport's first steps
   * @return what the transport's solve did
   */
  SolveReport forward(double[] x, double[] epsilon, double[] logw, FirstSteps memory) {
    this.x = x;
    this.epsilon = epsilon;
    System.arraycopy(x, 0, encode.input(), 0, x.length);
    encode.forward(code);
    System.arraycopy(code, 2 * z.length, condition, 0, condition.length);
    double[] logq = new double[samples];
    new StandardNormal().addLogDensity(epsilon, logq);
    for (int k = 0; k < z.length; k++) {
      scale[k] = Math.exp(code[z.length + k]);
      z[k] = code[k] + scale[k] * epsilon[k];
      logq[k % samples] -= code[z.length + k];
    }
    // log |det|, to which the rest is added
    SolveReport report = transport.forward(condition, z, logw, memory);
    new StandardNormal().addLogDensity(z, logw);
    decode(z);
    for (int s = 0; s < samples; s++) logw[s] -= logq[s];
    for (int k = 0; k < logits.length; k++) {
      logw[k % samples] += x[k] * logits[k] - Activation.SOFTPLUS.value(logits[k]);
    }
    return report;
  }

  /**
   * Adds the gradient of -Σ log w of the last {@link #forward} to {@code thetaBar}.
   *
   * @return what the transport's solve did
   */
  SolveReport backward(double[] thetaBar) {
    double[] logitsBar = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      logitsBar[k] = Activation.SIGMOID.value(logits[k]) - x[k];
    }
    double[] zbar = new double[z.length];
    decode.backward(logitsBar);
    for (int k = 0; k < z.length; k++) zbar[k] = decode.input()[k] + z[k];
    double[] logDetBar = new double[samples];
    Arrays.fill(logDetBar, -1);
    double[] conditionBar = new double[condition.length];
    double[] transportBar = blocks.of(thetaBar, 2);
    SolveReport report = transport.backward(zbar, logDetBar, conditionBar, transportBar);
    double[] codeBar = Arrays.copyOf(zbar, code.length);
    for (int k = 0; k < z.length; k++) codeBar[z.length + k] = zbar[k] * scale[k] * epsilon[k] - 1;
    System.arraycopy(conditionBar, 0, codeBar, 2 * z.length, conditionBar.length);
    encode.backward(codeBar);
    blocks.drain(encoder, 0, thetaBar);
    blocks.drain(decoder, 1, thetaBar);
    blocks.put(transportBar, 2, thetaBar);
    return report;
  }

  private void decode(double[] z) {
    System.arraycopy(z, 0, decode.input(), 0, z.length);
    decode.forward(logits);
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
