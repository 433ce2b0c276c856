package advect.bench;

import advect.input.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param size the work
 * @param conditions under which it was done
 * @param answer what came out
 * @param timing how fast
 */
public record BenchReport(Workload size, Conditions conditions, Answer answer, Timing timing) {
  /**
   * What came out, which is known.
   *
   * @param loss mean negative log likelihood, nats
   * @param gradientNorm Euclidean norm of its gradient
   */
  public record Answer(double loss, double gradientNorm) {}

  /**
   * How fast the work is done.
   *
   * @param forwardMs median milliseconds of a solve with log densities
   * @param forwardGradientMs median milliseconds of a loss with its gradient
   * @param gflops 10⁹ operations of the cost model a second of the latter
   * @param peakShare {@code gflops} as a share of what the threads' cores could do
   */
  public record Timing(
      double forwardMs, double forwardGradientMs, double gflops, double peakShare) {}

  /** The same under the names that programs read, in this order. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("size", size.name());
    tree.put("precision", Spelling.of(conditions.precision()));
    tree.put("threads", conditions.threads());
    tree.put("gradient", Spelling.of(conditions.adjoint()));
    tree.put("loss", answer.loss());
    tree.put("gradient_norm", answer.gradientNorm());
    tree.put("forward_ms", timing.forwardMs());
    tree.put("forward_gradient_ms", timing.forwardGradientMs());
    tree.put("gflops", timing.gflops());
    tree.put("peak_share", timing.peakShare());
    return tree;
  }
}
