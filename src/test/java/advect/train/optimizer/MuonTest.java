package advect.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.Parameter;
import advect.field.Parameter.Role;
import advect.field.layered.Mlp;
import advect.kernel.Activation;
import advect.safetensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MuonTest {
  private static final List<Parameter> DEEP =
      new Mlp(3, List.of(20, 70, 30, 30), Activation.TANH).parameters();

  /**
   * Of diagonal matrices in float32: a step of the polynomial errs by some 8 round-offs of 6e-8,
   * which grow fourfold in each of four more, so by 8 (256 + 64 + 16 + 4 + 1) of them at most.
   */
  private static final double DIAGONAL = 2e-4;

  /** diag(3, 4) is (0.6, 0.8) times its norm, whatever multiple of it the momentum makes. */
  @Test
  void theFirstStepIsThatOfTheHand() {
    double[] theta = {1, 2, 3, 4};
    Muon muon = new Muon(0.1, 0.95, 0.5, Adam.DEFAULT);
    muon.on(List.of(hidden(2, 2)), 1).step(theta, new double[] {3, 0, 0, 4}, 0.5);
    double eta = 0.1 * 0.5;
    double[] expected = {
      1 - eta * (polynomial(0.6) + 0.5), 2 - eta * 0.5 * 2, 3 - eta * 0.5 * 3, 0
    };
    expected[3] = 4 - eta * (polynomial(0.8) + 0.5 * 4);
    assertThat(theta).containsExactly(expected, within(eta * DIAGONAL));
  }

  /**
   * With μ = 1/2: M = (8, 0), then (4 + 0, 0 + 4), and N = G + M/2 = (2, 6) = √40 (0.316, 0.949).
   */
  @Test
  void theSecondStepHasMomentumAndLooksAhead() {
    double[] theta = new double[4];
    Optimizer.Stepper stepper = new Muon(1, 0.5, 0, Adam.DEFAULT).on(List.of(hidden(2, 2)), 1);
    stepper.step(theta, new double[] {8, 0, 0, 0}, 1);
    assertThat(theta).containsExactly(new double[] {-polynomial(1), 0, 0, 0}, within(DIAGONAL));
    stepper.step(theta, new double[] {0, 0, 0, 4}, 1);
    double[] expected = {
      -polynomial(1) - polynomial(2 / Math.sqrt(40)), 0, 0, -polynomial(6 / Math.sqrt(40))
    };
    assertThat(theta).containsExactly(expected, within(2 * DIAGONAL));
  }

  /** √(out/in) = 2 for 4 x 1, and 1 for 1 x 4. */
  @Test
  void stepsOfTallMatricesAreLonger() {
    double[] tall = new double[4];
    double[] wide = new double[4];
    Muon muon = new Muon(1, 0, 0, Adam.DEFAULT);
    muon.on(List.of(hidden(4, 1)), 1).step(tall, new double[] {0, 7, 0, 0}, 1);
    muon.on(List.of(hidden(1, 4)), 1).step(wide, new double[] {0, 7, 0, 0}, 1);
    assertThat(tall)
        .containsExactly(new double[] {0, -2 * polynomial(1), 0, 0}, within(2 * DIAGONAL));
    assertThat(wide).containsExactly(new double[] {0, -polynomial(1), 0, 0}, within(DIAGONAL));
  }

  private static double polynomial(double sigma) {
    double s = sigma;
    for (int i = 0; i < 5; i++) s = s * (3.4445 + s * s * (-4.7750 + s * s * 2.0315));
    return s;
  }

  /** The same bits as Adam on a vector of all that is no hidden matrix. */
  @Test
  void adamStepsTheRest() {
    Adam adam = new Adam(0.01, 0.8, 0.9, 1e-8, 0.1);
    List<Parameter> parameters =
        List.of(
            new Parameter("a", List.of(3)),
            hidden(2, 3),
            new Parameter("b", List.of(2, 2)),
            hidden(1, 1),
            new Parameter("c", List.of(1)));
    int[] others = {0, 1, 2, 9, 10, 11, 12, 14};
    Random rng = new Random(1);
    double[] theta = rng.doubles(15).toArray();
    double[] alone = pick(theta, others);
    Optimizer.Stepper stepper = new Muon(0.1, 0.9, 0, adam).on(parameters, 1);
    AdamStepper expected = new AdamStepper(adam, others.length);
    for (int i = 0; i < 3; i++) {
      double[] gradient = rng.doubles(15, -1, 1).toArray();
      stepper.step(theta, gradient, 0.7);
      expected.step(alone, pick(gradient, others), 0.7);
    }
    assertThat(pick(theta, others)).containsExactly(alone);
  }

  private static double[] pick(double[] from, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> from[i]).toArray();
  }

  @Test
  void withoutAGradientNothingMoves() {
    double[] theta = new Random(2).doubles(count(DEEP)).toArray();
    double[] before = theta.clone();
    Optimizer.Stepper stepper = Muon.DEFAULT.on(DEEP, 1);
    for (int i = 0; i < 2; i++) stepper.step(theta, new double[theta.length], 1);
    assertThat(theta).containsExactly(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e30})
  void stepsOfHiddenMatricesDoNotDependOnTheScaleOfGradients(double scale) {
    double[] theta = {0, 0};
    Muon.DEFAULT.on(List.of(hidden(2, 1)), 1).step(theta, new double[] {3 * scale, -scale}, 1);
    double[] expected = {0, 0};
    Muon.DEFAULT.on(List.of(hidden(2, 1)), 1).step(expected, new double[] {3, -1}, 1);
    assertThat(theta).containsExactly(expected, within((double) Math.ulp(1f)));
  }

  @Test
  void withoutAHiddenMatrixItIsAdamAndSaysSo() {
    List<Parameter> shallow = Mlp.tanh(2, 12).parameters();
    Random rng = new Random(3);
    double[] gradient = rng.doubles(count(shallow), -1, 1).toArray();
    double[] theta = rng.doubles(gradient.length).toArray();
    double[] expected = theta.clone();
    Muon.DEFAULT.on(shallow, 2).step(theta, gradient, 1);
    Muon.DEFAULT.rest().on(shallow, 1).step(expected, gradient, 1);
    assertThat(theta).containsExactly(expected);
    assertThat(Muon.DEFAULT.plan(shallow))
        .isEqualTo(
            "muon finds no hidden matrix (no layer lies between two others), so its adam, rate 0.005,"
                + " steps everything");
    assertThat(Adam.DEFAULT.plan(shallow)).isEmpty();
  }

  /** 70 x 20 + 30 x 70 + 30 x 30 between 20 x 3 and 3 x 30, and two vectors a layer. */
  @Test
  void thePlanTellsWhatIsWhose() {
    assertThat(Muon.DEFAULT.plan(DEEP))
        .isEqualTo(
            "Muon steps 3 hidden matrices with 4,400 of 4,856 parameters, Adam at rate 0.005 the"
                + " rest");
    assertThat(Muon.DEFAULT.plan(List.of(hidden(2, 3)))).contains("1 hidden matrix with 6 of 6");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void threadsChangeNoBit(int threads) {
    double[] one = run(Muon.DEFAULT.on(DEEP, 1), start(), 0, 4);
    double[] many = run(Muon.DEFAULT.on(DEEP, threads), start(), 0, 4);
    assertThat(many).containsExactly(one);
  }

  @Test
  void whatIsRestoredGoesOnWithTheSameBits() {
    double[] whole = run(Muon.DEFAULT.on(DEEP, 1), start(), 0, 6);
    Optimizer.Stepper first = Muon.DEFAULT.on(DEEP, 1);
    double[] theta = run(first, start(), 0, 3);
    Map<String, Tensor> state = first.state();
    run(first, theta.clone(), 3, 6); // the state is a copy
    Optimizer.Stepper second = Muon.DEFAULT.on(DEEP, 2);
    second.restore(state);
    assertThat(run(second, theta, 3, 6)).containsExactly(whole);
  }

  @Test
  void theStateOfAnotherRuleIsRefused() {
    Optimizer.Stepper muon = Muon.DEFAULT.on(DEEP, 1);
    Map<String, Tensor> adam = Adam.DEFAULT.on(DEEP, 1).state();
    assertThatThrownBy(() -> muon.restore(adam))
        .hasMessage("expected 4400 numbers in momentum, got none");
    assertThatThrownBy(() -> Adam.DEFAULT.on(DEEP, 1).restore(muon.state()))
        .hasMessage("expected 4856 numbers in m, got 456");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new Muon(0, 0.95, 0, Adam.DEFAULT))
        .hasMessage("rate must be a finite number greater than 0, got 0.0");
    assertThatThrownBy(() -> new Muon(Double.POSITIVE_INFINITY, 0.95, 0, Adam.DEFAULT))
        .hasMessage("rate must be a finite number greater than 0, got Infinity");
    assertThatThrownBy(() -> new Muon(0.02, 1, 0, Adam.DEFAULT))
        .hasMessage("momentum must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new Muon(0.02, 0.95, Double.NaN, Adam.DEFAULT))
        .hasMessage("weight decay must be a finite number of 0 or more, got NaN");
  }

  private static Parameter hidden(int out, int in) {
    return new Parameter("weight", List.of(out, in), Role.HIDDEN_WEIGHT);
  }

  private static int count(List<Parameter> parameters) {
    return parameters.stream().mapToInt(Parameter::count).sum();
  }

  private static double[] start() {
    return new Random(4).doubles(count(DEEP), -1, 1).toArray();
  }

  /** Steps by gradients that their number alone decides. */
  private static double[] run(Optimizer.Stepper stepper, double[] theta, int from, int to) {
    for (int i = from; i < to; i++) {
      stepper.step(theta, new Random(i).doubles(theta.length, -1, 1).toArray(), 1.0 / (i + 1));
    }
    stepper.close();
    return theta;
  }
}
