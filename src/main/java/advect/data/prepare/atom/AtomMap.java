package advect.data.prepare.atom;

import advect.numeric.NormalTail;
import java.util.List;

/**
 * Makes room for atoms in a standard normal: from the scores of a column's other values to those of
 * the whole column.
 *
 * <p>Let s = Φ⁻¹(F_c(x)) be the score of a value that is no atom, F_c being the distribution of
 * such values, and let atom i have the probability π_i and take the interval (l_i, r_i) of s for
 * itself: the cell of a rounded value, no more than a point if values are not rounded, all that is
 * beyond an atom that bounds the column. Then
 *
 * <pre>Φ(y) = Σ π_i of the atoms below + c (Φ(s) - Σ (Φ(r_i) - Φ(l_i)) of the atoms below),
 * c = (1 - Σ π_i) / (1 - Σ (Φ(r_i) - Φ(l_i)))
 * </pre>
 *
 * <p>leaves the interval of y of mass π_i free, where atom i goes at whatever place u in (0, 1) of
 * it. Where there are no atoms beyond, tails are meant as logarithms, so that digits are kept far
 * out.
 *
 * <p>Cost: a few Φ. Threads: immutable; safe to share.
 */
public final class AtomMap {
  private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

  private final List<Atom> atoms;

  /** Piece k of the other values lies between atoms k - 1 and k: its ends in s. */
  private final double[] left;

  private final double[] right;

  /** Mass of all that is below piece k, and of all that is above. */
  private final double[] below;

  private final double[] above;

  /** Where atom i begins and ends in y. */
  private final double[] from;

  private final double[] to;

  private final double scale;

  /**
   * Of atoms and their intervals.
   *
   * @param ofAtoms (l, r) of each, by increasing value
   * @throws IllegalArgumentException if they leave no room for other values
   */
  public AtomMap(Atoms atoms, List<double[]> ofAtoms) {
    this.atoms = atoms.all();
    int n = this.atoms.size();
    left = new double[n + 1];
    right = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      left[k] = k > 0 ? ofAtoms.get(k - 1)[1] : Double.NEGATIVE_INFINITY;
      right[k] = k < n ? Math.max(ofAtoms.get(k)[0], left[k]) : Double.POSITIVE_INFINITY;
    }
    double others = 1;
    double room = 0;
    for (Atom atom : this.atoms) others -= atom.share();
    for (int k = 0; k <= n; k++) room += mass(left[k], right[k]);
    scale = others / room;
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("other values need room beside the atoms " + this.atoms);
    }
    below = new double[n + 1];
    above = new double[n + 1];
    for (int k = 0; k < n; k++) {
      below[k + 1] = below[k] + scale * mass(left[k], right[k]) + this.atoms.get(k).share();
      int j = n - k;
      above[j - 1] = above[j] + scale * mass(left[j], right[j]) + this.atoms.get(j - 1).share();
    }
    from = new double[n];
    to = new double[n];
    for (int i = 0; i < n; i++) {
      from[i] = inAtom(i, 0);
      to[i] = inAtom(i, 1);
    }
  }

  /** Φ(b) - Φ(a). */
  private static double mass(double a, double b) {
    if (a >= 0) return tail(a) - tail(b);
    return b <= 0 ? tail(-b) - tail(-a) : 1 - tail(-a) - tail(b);
  }

  private static double tail(double t) {
    return Math.exp(NormalTail.log(t));
  }

  /** y of an atom at a place of its interval, 0 its lower end and 1 its upper one. */
  public double inAtom(int atom, double place) {
    double share = atoms.get(atom).share();
    double lower = below[atom + 1] - share + place * share;
    double upper = above[atom] - share + (1 - place) * share;
    return lower < upper
        ? -NormalTail.inverse(Math.log(Math.max(lower, 0)))
        : NormalTail.inverse(Math.log(Math.max(upper, 0)));
  }

  /** log(π / φ(y)) = log dy⁻¹/du, in nats: log P(atom) is log p(y) plus this. */
  public double logRoom(int atom, double y) {
    return Math.log(atoms.get(atom).share()) + y * y / 2 + LOG_ROOT_TWO_PI;
  }

  /** The atom whose interval holds y, or -1. */
  public int atomAt(double y) {
    for (int i = 0; i < from.length; i++) if (from[i] <= y && y <= to[i]) return i;
    return -1;
  }

  /** y of a score in piece k, above k atoms. */
  public double forward(int piece, double score) {
    double s = Math.min(Math.max(score, left[piece]), right[piece]);
    boolean upper = isUpper(piece, s);
    double y = NormalTail.inverse(logTail(piece, s, upper));
    return upper ? y : -y;
  }

  /** log dy/ds, in nats: log c + log φ(s) - log φ(y). */
  public double logDerivative(int piece, double score) {
    double s = Math.min(Math.max(score, left[piece]), right[piece]);
    double y = forward(piece, s);
    if (isOpen(piece, s, isUpper(piece, s))) { // by Mills' ratio: squares would cancel
      return Math.log(NormalTail.millsRatio(Math.abs(y)))
          - Math.log(NormalTail.millsRatio(Math.abs(s)));
    }
    return logScale() + (y * y - s * s) / 2;
  }

  /** log c: the density of other values is c F_c' outside of atoms. */
  public double logScale() {
    return Math.log(scale);
  }

  private boolean isUpper(int piece, double s) {
    return below[piece] + scale * mass(left[piece], s)
        > above[piece] + scale * mass(s, right[piece]);
  }

  /** Whether the tail at s of that side is c times that of the other values. */
  private boolean isOpen(int piece, double s, boolean upper) {
    return upper
        ? s > 0 && piece == atoms.size() && right[piece] == Double.POSITIVE_INFINITY
        : s < 0 && piece == 0 && left[piece] == Double.NEGATIVE_INFINITY;
  }

  /** log Φ(y), or log Φ(-y). */
  private double logTail(int piece, double s, boolean upper) {
    if (isOpen(piece, s, upper)) return logScale() + NormalTail.log(Math.abs(s));
    return Math.log(
        upper
            ? above[piece] + scale * mass(s, right[piece])
            : below[piece] + scale * mass(left[piece], s));
  }

  /** The score of a y that is in no atom's interval. */
  public double inverse(double y) {
    int piece = 0;
    while (piece < to.length && y > to[piece]) piece++;
    boolean upper = y > 0;
    double log = Math.max(NormalTail.log(Math.abs(y)), -Double.MAX_VALUE);
    double ofScore = Math.min(log - logScale(), 0);
    double s;
    if (ofScore < NormalTail.LOG_HALF && isOpen(piece, upper ? 1 : -1, upper)) {
      s = NormalTail.inverse(ofScore);
    } else {
      double end = upper ? right[piece] : -left[piece];
      double before = upper ? above[piece] : below[piece];
      s = quantile(mass(end, Double.POSITIVE_INFINITY) + (Math.exp(log) - before) / scale);
    }
    return Math.min(Math.max(upper ? s : -s, left[piece]), right[piece]);
  }

  /** The t with Φ(-t) = p. */
  private static double quantile(double p) {
    double within = Math.min(Math.max(p, 0), 1);
    return within <= 0.5
        ? NormalTail.inverse(Math.log(within))
        : -NormalTail.inverse(Math.log1p(-within));
  }
}
