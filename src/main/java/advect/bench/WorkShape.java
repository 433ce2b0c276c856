package advect.bench;

import java.util.Collections;
import java.util.List;

/**
 * How much work: a tanh perceptron that sees the time in every layer, and a solve of a batch by
 * equal steps of Kutta's 3/8 rule.
 *
 * @param dim dimensions of a row
 * @param width units of a hidden layer
 * @param depth hidden layers, at least one
 * @param rows samples
 * @param trace how the trace is found
 * @param steps of the solve
 */
public record WorkShape(int dim, int width, int depth, int rows, TraceChoice trace, int steps) {
  private static final int STAGES = 4;

  /** A copy with other dimensions. */
  public WorkShape withDim(int value) {
    return new WorkShape(value, width, depth, rows, trace, steps);
  }

  /** A copy with other widths. */
  public WorkShape withWidth(int value) {
    return new WorkShape(dim, value, depth, rows, trace, steps);
  }

  /** A copy with other rows. */
  public WorkShape withRows(int value) {
    return new WorkShape(dim, width, depth, value, trace, steps);
  }

  /** A copy with another trace. */
  public WorkShape withTrace(TraceChoice value) {
    return new WorkShape(dim, width, depth, rows, value, steps);
  }

  /** A copy with other steps. */
  public WorkShape withSteps(int value) {
    return new WorkShape(dim, width, depth, rows, trace, value);
  }

  /** Widths of the hidden layers. */
  public List<Integer> hidden() {
    return Collections.nCopies(depth, width);
  }

  /** Evaluations of the field in a solve. */
  public int evaluations() {
    return STAGES * steps;
  }

  /**
   * Floating-point operations of one evaluation on the whole batch by the cost model: 2 Σ in·out a
   * sample for the values and as much again for each tangent.
   */
  public double evaluationFlop() {
    double macs = 2.0 * dim * width + (depth - 1.0) * width * width;
    return 2 * macs * (1 + trace.tangents(dim)) * rows;
  }

  /**
   * Operations of a solve and its gradient by the cost model: the solve, its evaluations once more,
   * and twice as much in reverse. A method that keeps activations does a quarter less.
   */
  public double gradientFlop() {
    return 4 * evaluations() * evaluationFlop();
  }
}
