package advect.kernel;

/**
 * A smooth scalar nonlinearity φ with its first two derivatives, which tangents and their reverse
 * pass need.
 */
public enum Activation {
  /** tanh(v). */
  TANH,
  /** log(1 + exp(v)). */
  SOFTPLUS,
  /** v σ(v), with σ the logistic function; also called swish. */
  SILU,
  /** v for v > 0, exp(v) - 1 otherwise. */
  ELU,
  /** The logistic function 1 / (1 + exp(-v)); the gate of concat-squash layers. */
  SIGMOID
}
