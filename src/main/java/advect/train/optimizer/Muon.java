package advect.train.optimizer;

import advect.field.Parameter;
import advect.field.Parameter.Role;
import advect.kernel.Orthogonalizer;
import java.util.List;

/**
 * Momentum with orthogonal steps for the weights of hidden layers, Adam for the rest:
 *
 * <pre>
 *   M ← μ M + G,  W ← W - η (√max(1, out/in) O(G + μ M) + λ W)
 * </pre>
 *
 * <p>for W {@code [out][in]} with gradient G, where O brings all singular values near 1 ({@link
 * Orthogonalizer}) and μ M looks ahead as Nesterov's momentum does. So a step changes what becomes
 * of an input by as much in every direction, however unequal the gradient is; steps of Adam are
 * nearly of low rank. First and last layers, biases, gates and times are stepped by Adam, whose
 * rate follows the same schedule. If no layer lies between two others, Adam steps everything.
 *
 * <p>Cost of a step: 30 m² n floating-point operations in float32 for each W of sides m ≤ n: 5 ms
 * for 256 x 256 at 100 GFLOP/s.
 *
 * <p>Reference: Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks",
 * https://kellerjordan.github.io/posts/muon; λ: Liu et al. 2025, arXiv:2502.16982.
 *
 * @param rate η, the spectral norm of a step of a matrix that is not tall, roughly
 * @param momentum μ
 * @param weightDecay λ, of hidden weights
 * @param rest steps everything else
 */
public record Muon(double rate, double momentum, double weightDecay, Adam rest)
    implements Optimizer {
  /**
   * Rate 2e-2 and momentum 0.95, without weight decay; Adam at 5e-3. See
   * docs/decisions/optimizers.md.
   */
  public static final Muon DEFAULT = new Muon(2e-2, 0.95, 0, Adam.DEFAULT.withRate(5e-3));

  /** Requires a positive rate, a momentum in [0, 1), no negative decay, all finite. */
  public Muon {
    Settings.positive("rate", rate);
    Settings.memory("momentum", momentum);
    Settings.notNegative("weight decay", weightDecay);
  }

  @Override
  public Stepper on(List<Parameter> parameters, int threads) {
    boolean suits = parameters.stream().anyMatch(Muon::isHidden);
    return suits ? new MuonStepper(this, parameters, threads) : rest.on(parameters, threads);
  }

  @Override
  public String plan(List<Parameter> parameters) {
    List<Parameter> hidden = parameters.stream().filter(Muon::isHidden).toList();
    if (hidden.isEmpty()) {
      return "muon finds no hidden matrix (no layer lies between two others), so its adam, rate %s, steps everything"
          .formatted(rest.rate());
    }
    return "Muon steps %d hidden %s with %,d of %,d parameters, Adam at rate %s the rest"
        .formatted(
            hidden.size(),
            hidden.size() == 1 ? "matrix" : "matrices",
            count(hidden),
            count(parameters),
            rest.rate());
  }

  private static int count(List<Parameter> parameters) {
    return parameters.stream().mapToInt(Parameter::count).sum();
  }

  /** Whether it is stepped by Muon itself. */
  static boolean isHidden(Parameter parameter) {
    return parameter.role() == Role.HIDDEN_WEIGHT;
  }
}
