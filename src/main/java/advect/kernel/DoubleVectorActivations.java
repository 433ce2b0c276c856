package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activations with the Vector API, by the formulas of {@link DoubleActivations}: everything comes
 * from ρ = n/q = tanh of a fraction of v.
 *
 * <p>Loops are short: C2 gives up inlining in one that is too long, and then makes an object of
 * every vector. For the same reason they call no function of a vector but {@link #load}.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
final class DoubleVectorActivations {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final double REACH = Rational.clamp(Double.MAX_VALUE);

  private static final int LENGTH = 1024;
  private static final ThreadLocal<DoubleVectorActivations> OF_THREAD =
      ThreadLocal.withInitial(DoubleVectorActivations::new);

  private final double[] n = new double[LENGTH];
  private final double[] q = new double[LENGTH];

  private DoubleVectorActivations() {}

  /** The scratch rows of the current thread. */
  static DoubleVectorActivations ofThread() {
    return OF_THREAD.get();
  }

  /** The logistic function in place. */
  void sigmoid(double[] x, int at, int length) {
    for (int done = 0; done < length; done += LENGTH) {
      int count = Math.min(LENGTH, length - done);
      VectorRational.ratio(x, at + done, count, n, q);
      logistic(x, at + done, count);
    }
  }

  /** h = log(1 + exp v) with slope and curvature. */
  void softplus(Activated<double[]> s, int at, int kept, int length) {
    double[] v = s.pre().values().data;
    double[] h = s.post().values().data;
    for (int done = 0; done < length; done += LENGTH) {
      int count = Math.min(LENGTH, length - done);
      VectorRational.ratio(v, at + done, count, n, q);
      logistic(s.slope().data, kept + done, count);
      complement(s.slope().data, s.curvature().data, kept + done, count);
      decay(h, at + done, count);
      VectorRational.log1p(h, at + done, count);
      addPositivePart(v, h, at + done, count);
    }
  }

  /** h = v σ(v) with slope and curvature. */
  void silu(Activated<double[]> s, int at, int kept, int length) {
    for (int done = 0; done < length; done += LENGTH) {
      int count = Math.min(LENGTH, length - done);
      VectorRational.ratio(s.pre().values().data, at + done, count, n, q);
      logistic(n, 0, count);
      complement(n, q, 0, count);
      silu(s, s.pre().values().data, at + done, kept + done, count);
    }
  }

  /** From σ in n and σ(1 - σ) in q. */
  private void silu(Activated<double[]> s, double[] from, int at, int kept, int length) {
    double[] h = s.post().values().data;
    double[] slope = s.slope().data;
    double[] curvature = s.curvature().data;
    DoubleVector least = DoubleVector.broadcast(SPECIES, -4 * REACH);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector input = load(from, at + i);
      // Below the range of the ratio σ stays at its last value; so must v, for h to vanish.
      DoubleVector v = input.blend(least, input.compare(VectorOperators.LT, least));
      DoubleVector g = load(n, i);
      DoubleVector rise = load(q, i);
      v.mul(g).intoArray(h, at + i);
      v.fma(rise, g).intoArray(slope, kept + i);
      DoubleVector bend = v.mul(g.add(g).sub(1)).sub(2).neg();
      rise.mul(bend).intoArray(curvature, kept + i);
    }
  }

  /** h = v or exp(v) - 1 with slope and curvature. */
  void elu(Activated<double[]> s, int at, int kept, int length) {
    double[] v = s.pre().values().data;
    double[] h = s.post().values().data;
    for (int done = 0; done < length; done += LENGTH) {
      int count = Math.min(LENGTH, length - done);
      negativePart(v, h, at + done, count);
      VectorRational.ratio(h, at + done, count, n, q);
      elu(s, v, at + done, kept + done, count);
      addPositivePart(v, h, at + done, count);
    }
  }

  /** exp(min(v, 0)), its slope, and 1 less, from n and q. */
  private void elu(Activated<double[]> s, double[] v, int at, int kept, int length) {
    double[] h = s.post().values().data;
    double[] slope = s.slope().data;
    double[] curvature = s.curvature().data;
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector up = load(q, i).add(load(n, i));
      DoubleVector down = load(q, i).sub(load(n, i));
      DoubleVector root = up.div(down); // exp(v) = ((q + n) / (q - n))²
      DoubleVector exp = root.mul(root);
      exp.intoArray(slope, kept + i);
      exp.blend(zero, load(v, at + i).compare(VectorOperators.GT, zero))
          .intoArray(curvature, kept + i);
      load(n, i).mul(load(q, i)).mul(4).div(down.mul(down)).intoArray(h, at + i);
    }
  }

  /** 1 / (1 + exp(-v)) from n and q; may overwrite either. */
  private void logistic(double[] to, int at, int length) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector up = load(q, i).add(load(n, i));
      DoubleVector down = load(q, i).sub(load(n, i));
      DoubleVector square = up.mul(up);
      square.div(down.fma(down, square)).intoArray(to, at + i);
    }
  }

  /** g(1 - g). */
  private static void complement(double[] g, double[] to, int at, int length) {
    for (int i = at; i < at + length; i += LANES) {
      DoubleVector x = load(g, i);
      x.sub(x.mul(x)).intoArray(to, i);
    }
  }

  /** exp(-|v|) from n and q. */
  private void decay(double[] to, int at, int length) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector size = load(n, i).abs();
      DoubleVector root = load(q, i).sub(size).div(load(q, i).add(size));
      root.mul(root).intoArray(to, at + i);
    }
  }

  /** min(v, 0); a NaN stays. */
  private static void negativePart(double[] v, double[] to, int at, int length) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int i = at; i < at + length; i += LANES) {
      DoubleVector x = load(v, i);
      x.blend(zero, x.compare(VectorOperators.GT, zero)).intoArray(to, i);
    }
  }

  private static void addPositivePart(double[] v, double[] to, int at, int length) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int i = at; i < at + length; i += LANES) {
      DoubleVector x = load(v, i);
      load(to, i).add(x.blend(zero, x.compare(VectorOperators.LT, zero))).intoArray(to, i);
    }
  }

  private static DoubleVector load(double[] from, int at) {
    return DoubleVector.fromArray(SPECIES, from, at);
  }
}
