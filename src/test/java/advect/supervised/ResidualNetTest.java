package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.Identity;
import advect.field.ParameterBlocks;
import advect.field.layered.Mlp;
import advect.field.layered.MlpMap;
import advect.field.layered.TimeInput;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.train.objective.SolveOptions;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A residual net is Euler's method, to the bit. */
class ResidualNetTest {
  private static final int LAYERS = 7;
  private static final int ROWS = 4;
  private static final Mlp LAYER = new Mlp(3, List.of(5), Activation.TANH, TimeInput.NONE);
  private static final MlpMap HEAD = new MlpMap(3, List.of(), 2, Activation.TANH);
  private static final ResidualNet TIED = ResidualNet.tied(new Identity(3), LAYER, LAYERS, HEAD);
  private static final ResidualNet UNTIED =
      ResidualNet.untied(new Identity(3), LAYER, LAYERS, HEAD);

  /** h ← h + (1/N) f(h) in a plain loop, with nothing of the solver. */
  @Test
  void tiedLayersAreEulerStepsToTheBit() {
    ResidualNet net = ResidualNet.tied(new Identity(3), LAYER, LAYERS, new Identity(3));
    double[] theta = net.net().initialParameters(2);
    BoundField bound = LAYER.bind(Precision.FLOAT64);
    bound.parameters(theta);
    FieldPass pass = bound.pass(ROWS, 0);
    DMatrixRMaj x = Nets.random(ROWS, 3, 4);
    double[] h = new double[3 * ROWS];
    for (int i = 0; i < h.length; i++) h[i] = x.get(i % ROWS, i / ROWS);
    double[] f = new double[h.length];
    for (int n = 0; n < LAYERS; n++) {
      pass.forward(new double[ROWS], h, f, new double[0]);
      for (int i = 0; i < h.length; i++) h[i] += 1.0 / LAYERS * f[i];
    }
    DMatrixRMaj y = predict(net, theta, x);
    for (int i = 0; i < h.length; i++) assertThat(y.get(i % ROWS, i / ROWS)).isEqualTo(h[i]);
  }

  @Test
  void layersWithEqualParametersAreTiedOnesToTheBit() {
    double[] theta = TIED.net().initialParameters(2);
    DMatrixRMaj x = Nets.random(30, 3, 4);
    assertThat(predict(UNTIED, repeated(theta), x).data)
        .containsExactly(predict(TIED, theta, x).data);
  }

  /** The gradient of shared parameters is the sum over the layers: the same terms, other order. */
  @Test
  void theTiedGradientIsTheSumOfThoseOfTheLayers() {
    double[] theta = TIED.net().initialParameters(2);
    double[] tied = gradient(TIED, theta);
    double[] untied = gradient(UNTIED, repeated(theta));
    double[] sums = new double[theta.length];
    int shared = LAYER.parameterCount();
    for (int i = 0; i < untied.length - HEAD.parameterCount(); i++) sums[i % shared] += untied[i];
    int head = HEAD.parameterCount();
    System.arraycopy(untied, untied.length - head, sums, sums.length - head, head);
    assertThat(tied).containsExactly(sums, within(1e-14)); // terms of size 1 at most
    assertThat(Arrays.stream(tied).map(Math::abs).max().orElse(0)).isGreaterThan(0.01);
  }

  private static double[] repeated(double[] theta) {
    ParameterBlocks from = TIED.net().blocks();
    double[] all = new double[UNTIED.net().parameterCount()];
    int shared = LAYER.parameterCount();
    for (int n = 0; n < LAYERS; n++) System.arraycopy(theta, 0, all, n * shared, shared);
    System.arraycopy(theta, from.start(2), all, LAYERS * shared, HEAD.parameterCount());
    return all;
  }

  private static DMatrixRMaj predict(ResidualNet net, double[] theta, DMatrixRMaj x) {
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(net.solver()), 1);
    return new Predictor(net.net(), theta, net.solver(), engine.precision(), engine.parallelism())
        .predict(x);
  }

  private static double[] gradient(ResidualNet net, double[] theta) {
    double[] gradient = new double[theta.length];
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(net.solver()), 1);
    try (EmpiricalRisk risk =
        new EmpiricalRisk(net.net(), Loss.CROSS_ENTROPY, engine, Nets.examples(10))) {
      risk.evaluate(theta, 0, gradient);
    }
    return gradient;
  }
}
