package advect.flow.transform;

/**
 * A shard of samples on its way through a {@link Transform}, or the cotangents of one, which have
 * the same shapes.
 *
 * <p>Arrays are handed out as they are, to be read and written. Threads: belongs to one thread.
 */
public final class Samples {
  private static final double[] NO_CONTEXT = {};

  private final double[] z;
  private final double[] logDet;
  private final double[] cost;
  private final double[] context;

  private Samples(double[] z, double[] logDet, double[] cost, double[] context) {
    this.z = z;
    this.logDet = logDet;
    this.cost = cost;
    this.context = context;
  }

  /** Zeros for so many samples without a context. */
  public Samples(int dim, int count) {
    this(dim, 0, count);
  }

  /** Zeros for so many samples with a context of {@code contextDim} numbers each. */
  public Samples(int dim, int contextDim, int count) {
    this(
        new double[dim * count],
        new double[count],
        new double[count],
        contextDim == 0 ? NO_CONTEXT : new double[contextDim * count]);
  }

  /** The same samples with another context. */
  Samples withContext(double[] other) {
    return new Samples(z, logDet, cost, other);
  }

  /** How many there are. */
  public int count() {
    return logDet.length;
  }

  /** Where they are, {@code [dim][count]}. */
  public double[] z() {
    return z;
  }

  /** log |det ∂z/∂z₀| of all that has moved them so far, {@code [count]}, nats. */
  public double[] logDet() {
    return logDet;
  }

  /** Weighted running costs of all that has moved them so far, {@code [count]}. */
  public double[] cost() {
    return cost;
  }

  /** What their map is conditional on, {@code [contextDim][count]}; not changed by a move. */
  public double[] context() {
    return context;
  }
}
