package advect.flow.transform;

import java.util.stream.IntStream;

/**
 * Samples on their way through a {@link Transform}, or the cotangents of one, which have the same
 * shapes.
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

  /** A copy of some of them, from number {@code first} on. */
  Samples part(int first, int count) {
    int[] which = IntStream.range(first, first + count).toArray();
    return part(which);
  }

  /** A copy of those with these numbers. */
  Samples part(int[] which) {
    return new Samples(
        columns(z, which), columns(logDet, which), columns(cost, which), columns(context, which));
  }

  /** A copy of one of them. */
  public Samples part(int which) {
    return part(new int[] {which});
  }

  /** A copy of all. */
  public Samples copy() {
    return new Samples(z.clone(), logDet.clone(), cost.clone(), context.clone());
  }

  private double[] columns(double[] panel, int[] which) {
    double[] part = new double[count() == 0 ? 0 : panel.length / count() * which.length];
    for (int i = 0; i < part.length; i++) {
      part[i] = panel[i / which.length * count() + which[i % which.length]];
    }
    return part;
  }

  /** Puts a {@link #part} back, with what has become of it. */
  public void replace(Samples part, int first) {
    replace(part, IntStream.range(first, first + part.count()).toArray());
  }

  /** Puts those with these numbers back. */
  void replace(Samples part, int[] which) {
    put(part.z, which, z);
    put(part.logDet, which, logDet);
    put(part.cost, which, cost);
  }

  private void put(double[] part, int[] which, double[] panel) {
    for (int i = 0; i < part.length; i++) {
      panel[i / which.length * count() + which[i % which.length]] = part[i];
    }
  }

  /** Whether all numbers of a point are finite. */
  boolean isFinite(int sample) {
    for (int i = sample; i < z.length; i += count()) {
      if (!Double.isFinite(z[i])) return false;
    }
    return true;
  }

  /** Puts one point where another is. */
  void copyPoint(int from, int to) {
    for (int i = 0; i < z.length; i += count()) z[i + to] = z[i + from];
  }

  /** Leaves no number of a point. */
  void lose(int sample) {
    for (int i = sample; i < z.length; i += count()) z[i] = Double.NaN;
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
