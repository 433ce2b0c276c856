package advect.gradient;

import advect.ode.Outputs;
import advect.ode.tableau.HermiteWeights;
import java.util.Arrays;

/**
 * The reverse of {@link HermiteWeights} for the outputs inside one step: takes their cotangents to
 * the states and derivatives that they were interpolated from. With cotangents g of the outputs and
 * the weights at their places,
 *
 * <pre>
 *   ȳ₀ += Σ (1 - end) g,   ȳ₁ += Σ end g,   f̄₀ += h Σ startSlope g,   f̄₁ += h Σ endSlope g,
 *   k̄ᵢ += dᵢ h Σ quartic g,
 * </pre>
 *
 * where a stage at the end of the step is counted in f̄₁.
 */
final class OutputReverse {
  private final double endWeight;
  private final double[] start;
  private final double[] end;
  private final double[] startSlope;
  private final double[] endSlope;
  private final double[] quartic;

  /**
   * @param endWeight dᵢ of the derivative at the end of the step, if that is one of its stages
   */
  OutputReverse(double endWeight, int size) {
    this.endWeight = endWeight;
    start = new double[size];
    end = new double[size];
    startSlope = new double[size];
    endSlope = new double[size];
    quartic = new double[size];
  }

  /** Of the state at the start of the step. */
  double[] start() {
    return start;
  }

  /** Of the state at its end. */
  double[] end() {
    return end;
  }

  /** Of the derivative at its start, that of the step before included. */
  double[] startSlope() {
    return startSlope;
  }

  /** Of the derivative at its end, which is the first stage of the next step. */
  double[] endSlope() {
    return endSlope;
  }

  /** Of Σ dᵢ kᵢ. */
  double[] quartic() {
    return quartic;
  }

  /**
   * Gathers one step.
   *
   * @param last the last output that may lie in it
   * @return the last output that lies in a step before it
   */
  int gather(int step, double h, Outputs outputs, double[][] bars, int last) {
    for (double[] sum : new double[][] {start, end, startSlope, endSlope, quartic}) {
      Arrays.fill(sum, 0);
    }
    int i = last;
    for (; i >= 0 && outputs.step(i) == step; i--) {
      HermiteWeights weights = HermiteWeights.at(outputs.place(i));
      add(1 - weights.end(), bars[i], start);
      add(weights.end(), bars[i], end);
      add(h * weights.startSlope(), bars[i], startSlope);
      add(h * (weights.endSlope() + endWeight * weights.quartic()), bars[i], endSlope);
      add(h * weights.quartic(), bars[i], quartic);
    }
    return i;
  }

  static void add(double a, double[] x, double[] y) {
    if (a == 0) return;
    for (int n = 0; n < y.length; n++) y[n] += a * x[n];
  }
}
