package advect.ode.tableau;

import java.util.Arrays;
import java.util.Locale;

/**
 * The coefficients of an explicit Runge-Kutta method.
 *
 * <p>A step of size h from (t, y) computes, for s = 0 … {@code stages() - 1},
 *
 * <pre>
 *   k_s = F(t + c_s h, y + h Σ_{j&lt;s} a_sj k_j),      y(t + h) ≈ y + h Σ_s b_s k_s,
 * </pre>
 *
 * and, if a second set of weights b̂ is embedded, estimates its error by h Σ (b_s − b̂_s) k_s.
 *
 * <p>A tableau that exists is consistent: the constructor derives c from the row sums of a and
 * proves that both sets of weights sum to one. Whether the last stage of a step is also the first
 * of the next (FSAL) is derived, never stated.
 *
 * <p>Threads: immutable; safe to share.
 *
 * <p>Reference: Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", 2nd ed.,
 * 1993, section II.1.
 */
public final class ButcherTableau {
  /** Rounding of a sum of about a dozen coefficients, the largest of them near 20. */
  private static final double ROUNDING = 1e-14;

  /** The same for weights up to 50. */
  private static final double QUARTIC_ROUNDING = 1e-13;

  private final String name;
  private final int order;
  private final int embeddedOrder;
  private final double[][] a;
  private final double[] b;
  private final double[] c;
  private final double[] errorWeights;
  private final double[] quartic;

  /**
   * A method without an error estimate, for fixed steps only.
   *
   * @param name what a person writes to choose it
   * @param order largest p such that the error of one step is O(h^(p+1))
   * @param a strictly lower triangle: row s has s entries; copied
   * @param b weights, {@code [stages]}; copied
   */
  public ButcherTableau(String name, int order, double[][] a, double[] b) {
    this(name, order, a, b, 0, new double[0]);
  }

  /**
   * A method with an embedded one that estimates its error.
   *
   * @param name what a person writes to choose it
   * @param order order of the method that advances the solution
   * @param a strictly lower triangle: row s has s entries; copied
   * @param b weights of the method that advances the solution, {@code [stages]}; copied
   * @param embeddedOrder order of the embedded method
   * @param embedded its weights, {@code [stages]}; copied
   */
  public ButcherTableau(
      String name, int order, double[][] a, double[] b, int embeddedOrder, double[] embedded) {
    this.name = name;
    this.order = order;
    this.embeddedOrder = embeddedOrder;
    this.a = new double[a.length][];
    this.b = b.clone();
    this.c = new double[a.length];
    this.errorWeights = new double[embedded.length];
    this.quartic = new double[0];
    if (order < 1) throw bad("order %d, expected at least 1", order);
    if (b.length != a.length) throw bad("%d rows of a but %d weights b", a.length, b.length);
    for (int s = 0; s < a.length; s++) {
      if (a[s].length != s) throw bad("row %d of a has %d entries, needs %d", s, a[s].length, s);
      this.a[s] = a[s].clone();
      c[s] = stageTime(a[s]);
    }
    requireConsistent("b", b);
    if (embeddedOrder == 0 && embedded.length == 0) return;
    if (embeddedOrder < 1) throw bad("embedded order %d, expected at least 1", embeddedOrder);
    if (embedded.length != b.length) {
      throw bad("%d weights b but %d embedded weights", b.length, embedded.length);
    }
    requireConsistent("of the embedded method", embedded);
    for (int s = 0; s < b.length; s++) errorWeights[s] = b[s] - embedded[s];
  }

  private ButcherTableau(ButcherTableau method, double[] quartic) {
    name = method.name;
    order = method.order;
    embeddedOrder = method.embeddedOrder;
    a = method.a;
    b = method.b;
    c = method.c;
    errorWeights = method.errorWeights;
    this.quartic = quartic.clone();
    if (quartic.length != b.length) throw bad("%d weights b but %d d", b.length, quartic.length);
    double sum = sum(quartic);
    if (!(Math.abs(sum) <= QUARTIC_ROUNDING)) throw bad("weights d sum to %s, not to 0", sum);
  }

  /**
   * This method with a polynomial of degree 4 inside its steps.
   *
   * @param d what {@link #quartic} gives, {@code [stages]}; copied
   */
  ButcherTableau withQuartic(double... d) {
    return new ButcherTableau(this, d);
  }

  /** What a person writes to choose this method. */
  public String name() {
    return name;
  }

  /** Order of the method that advances the solution. */
  public int order() {
    return order;
  }

  /** Order of the embedded method; 0 if there is none. */
  public int embeddedOrder() {
    return embeddedOrder;
  }

  /** Whether steps can be chosen by an error estimate. */
  public boolean estimatesError() {
    return embeddedOrder > 0;
  }

  /** Number of stages. */
  public int stages() {
    return b.length;
  }

  /** Coefficient of k_j in the state of stage i; 0 unless j &lt; i. */
  public double a(int i, int j) {
    return j < i ? a[i][j] : 0;
  }

  /** Weight of k_i in the step. */
  public double b(int i) {
    return b[i];
  }

  /** Time of stage i in units of the step; exactly 1 for a stage at the step's end. */
  public double c(int i) {
    return c[i];
  }

  /** Weight of k_i in the error estimate, b_i − b̂_i; 0 if the method has none. */
  public double errorWeight(int i) {
    return estimatesError() ? errorWeights[i] : 0;
  }

  /**
   * Weight dᵢ of kᵢ in the quartic term inside a step, see {@link HermiteWeights}; all are 0 for a
   * method whose steps have a cubic inside.
   */
  public double quartic(int i) {
    return i < quartic.length ? quartic[i] : 0;
  }

  /**
   * Whether the last stage is evaluated at the step's result, so that it serves as the first stage
   * of the next step.
   */
  public boolean firstSameAsLast() {
    int last = stages() - 1;
    if (last == 0 || b[last] != 0) return false;
    for (int j = 0; j < last; j++) if (a[last][j] != b[j]) return false;
    return true;
  }

  @Override
  public String toString() {
    return name;
  }

  /** A copy of a, row by row. */
  public double[][] rows() {
    return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
  }

  /** A copy of b. */
  public double[] weights() {
    return b.clone();
  }

  /** A copy of the error weights; empty if there are none. */
  public double[] errorWeights() {
    return errorWeights.clone();
  }

  /** A copy of the weights d; empty if all are 0. */
  public double[] quarticWeights() {
    return quartic.clone();
  }

  /** A row sum; rounding must not keep a stage that belongs at the step's end off it. */
  private static double stageTime(double[] row) {
    double sum = sum(row);
    return Math.abs(sum - 1) <= ROUNDING ? 1 : sum;
  }

  private void requireConsistent(String which, double[] weights) {
    double sum = sum(weights);
    if (!(Math.abs(sum - 1) <= ROUNDING)) {
      throw bad("weights %s sum to %s, but a consistent method needs 1", which, sum);
    }
  }

  private static double sum(double[] v) {
    double sum = 0;
    for (double x : v) sum += x;
    return sum;
  }

  private IllegalArgumentException bad(String message, Object... args) {
    return new IllegalArgumentException(
        "tableau " + name + ": " + String.format(Locale.ROOT, message, args));
  }
}
