package advect.train.matching;

import advect.file.Sha256;
import advect.flow.ContinuousFlow;
import advect.train.objective.Batch;
import advect.train.objective.Fingerprint;
import java.util.Arrays;

/**
 * The optimal transport of a flow's base to data rows x₁ ... x_n: the map that sends a draw x₀ to
 *
 * <pre>
 *   argmaxᵢ (x₀ · xᵢ - vᵢ)  =  argminᵢ (½ |x₀ - xᵢ|² - gᵢ),    vᵢ = ½ |xᵢ|² - gᵢ,
 * </pre>
 *
 * <p>with the potentials v for which row i is chosen as often as its mass mᵢ says (1/n unless rows
 * have weights): of all maps with that property, this one has the least E |x₀ - x₁|². They maximise
 * E[minᵢ (½ |x₀ - xᵢ|² - gᵢ)] + Σ mᵢ gᵢ, which is concave; a step of stochastic gradient ascent is
 *
 * <pre>
 *   vᵢ += rate · (share of the draws that chose i - mᵢ).
 * </pre>
 *
 * <p>It is the transport of one density: of the base with the parameters that it had in the fit.
 *
 * <p>The fit is as good as its {@link #imbalance}: rows that are chosen too often are learned as
 * too likely.
 *
 * <p>Memory: n (dim + 4) numbers. Cost: O(n dim) a draw, by brute force: a fit takes steps · draws
 * of them, on the flow's threads, and an iteration of training one a path. The steps that a fit
 * needs grow with n as well. Results are the same for any number of threads.
 *
 * <p>Threads: immutable; safe to share.
 *
 * <p>Reference: "Flow matching with semidiscrete couplings", arXiv:2509.25519; Genevay et al. 2016,
 * arXiv:1605.08527, section 4.
 */
public final class SemidiscretePlan {
  /** Stands for the draws that judge a fit, which has steps from 0 on. */
  private static final long JUDGED = -1;

  private final ContinuousFlow flow;
  private final Anchors anchors;
  private final double[] potentials;
  private final long seed;

  private SemidiscretePlan(ContinuousFlow flow, Anchors anchors, double[] potentials, long seed) {
    this.flow = flow;
    this.anchors = anchors;
    this.potentials = potentials;
    this.seed = seed;
  }

  /**
   * Fits the potentials.
   *
   * @param flow whose base, with the parameters it has, is carried, and whose units distances are
   *     measured in
   * @param rows data rows in data units, without context
   * @throws IllegalArgumentException if the flow has a context, or rows have another shape or are
   *     not finite
   */
  public static SemidiscretePlan fit(ContinuousFlow flow, Batch rows, SemidiscreteOptions options) {
    requireNoContext(flow);
    rows.requireShape(flow.dim(), 0);
    Anchors anchors = Anchors.of(rows.counted(), flow.standardization());
    try (ChosenShares shares = new ChosenShares(flow, anchors, options.seed())) {
      double[] v = ascent(anchors, shares, options);
      return new SemidiscretePlan(flow, anchors, v, options.seed());
    }
  }

  private static double[] ascent(Anchors anchors, ChosenShares draws, SemidiscreteOptions options) {
    double[] v = anchors.halfSquares();
    double[] mean = new double[v.length];
    int unused = options.steps() / 2;
    for (int step = 0; step < options.steps(); step++) {
      double[] shares = draws.of(v, step, options.draws());
      double rate = options.rate(step);
      for (int i = 0; i < v.length; i++) v[i] += rate * (shares[i] - anchors.mass(i));
      if (step < unused) continue;
      for (int i = 0; i < v.length; i++) mean[i] += (v[i] - mean[i]) / (step - unused + 1);
    }
    return mean;
  }

  /**
   * If a context came with its row, draws would know the context before they start: the density at
   * a context would begin from a part of the base.
   */
  private static void requireNoContext(ContinuousFlow flow) {
    if (flow.contextDim() > 0) {
      throw new IllegalArgumentException(
          "a semidiscrete coupling of a flow with a context (of %d numbers) would make base draws"
                  .formatted(flow.contextDim())
              + " depend on the context, and conditional densities wrong: couple independently");
    }
  }

  /** Number of rows, without those of weight 0. */
  public int rows() {
    return anchors.count();
  }

  /** The potentials v, a copy. */
  public double[] potentials() {
    return potentials.clone();
  }

  /**
   * How far shares are from masses: their total variation distance ½ Σ |shareᵢ - mᵢ|, between 0 and
   * 1, on fresh draws. Chance alone makes it some ½ √(2n / (π draws)).
   *
   * @param draws at least 1
   */
  public double imbalance(int draws) {
    if (draws < 1) throw new IllegalArgumentException("expected at least 1 draw, got " + draws);
    double[] shares;
    try (ChosenShares fresh = new ChosenShares(flow, anchors, seed)) {
      shares = fresh.of(potentials, JUDGED, draws);
    }
    double sum = 0;
    for (int i = 0; i < shares.length; i++) sum += Math.abs(shares[i] - anchors.mass(i));
    return sum / 2;
  }

  /**
   * Writes the row that each sample goes to, in standardised units.
   *
   * @param start draws {@code [dim][samples]}, read only
   * @param end overwritten, of the same shape
   */
  void carry(double[] start, double[] end) {
    int samples = start.length / anchors.dim();
    int[] chosen = new int[samples];
    anchors.choose(potentials, start, chosen, 0);
    for (int k = 0; k < end.length; k++) {
      end[k] = anchors.coordinate(chosen[k % samples], k / samples);
    }
  }

  /**
   * Requires starts from the density that was planned for.
   *
   * @param phi of their base
   * @throws IllegalArgumentException if it is not what the base had in the fit
   */
  void requireStarts(double[] phi) {
    double[] fitted = flow.flow().ofBase(flow.parameters());
    if (Arrays.equals(fitted, phi)) return;
    throw new IllegalArgumentException(
        "the plan was fitted to a base with the parameters %s, but paths start from %s: fix the base"
                .formatted(Arrays.toString(fitted), Arrays.toString(phi))
            + " (GivenBase.fixed), fit a plan for the flow as it is now, or couple independently");
  }

  /** Whether base and units are those of a flow, but for the base's parameters. */
  boolean fits(ContinuousFlow other) {
    return Fingerprint.ofSpace(flow).equals(Fingerprint.ofSpace(other));
  }

  /** SHA-256 of rows and potentials, shortened. */
  String digest() {
    Sha256 sha = anchors.addTo(new Sha256()).add(potentials);
    return Fingerprint.digest(sha);
  }
}
