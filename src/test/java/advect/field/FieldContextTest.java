package advect.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.EvaluatedField.Result;
import advect.field.composed.HyperField;
import advect.field.composed.PiecewiseField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import advect.kernel.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a context does to a field, and when its cotangents arrive. */
class FieldContextTest {
  private static final Kernels<?> KERNELS = Kernels.of(Precision.FLOAT64);
  private static final int SAMPLES = 3;
  private static final int TANGENTS = 2;

  static Stream<VectorField> fields() {
    Mlp mlp = new Mlp(2, List.of(5, 4), Activation.TANH, TimeInput.JOINED, 3);
    return Stream.of(
        mlp,
        new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE, 1),
        new ConcatSquash(2, List.of(5), Activation.SOFTPLUS, 2),
        new PiecewiseField(List.of(mlp)));
  }

  /** An affine field by hand: a sum of six numbers of order 1. */
  @Test
  void aLayerAddsItsMapOfTheContext() {
    Mlp field = new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE, 3);
    EvaluatedField at = new EvaluatedField(field, KERNELS, SAMPLES, 0);
    double[] f = at.run().f;
    for (int o = 0; o < 2; o++) {
      for (int s = 0; s < SAMPLES; s++) {
        double expected = at.theta[4 + o];
        for (int i = 0; i < 2; i++) expected += at.theta[2 * o + i] * at.z[i * SAMPLES + s];
        for (int k = 0; k < 3; k++) {
          expected += at.theta[6 + 3 * o + k] * at.context[k * SAMPLES + s];
        }
        assertThat(f[o * SAMPLES + s]).isCloseTo(expected, within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void theMapOfTheContextEndsEachLayersParameters(VectorField field) {
    List<Parameter> parameters = field.parameters();
    int count = parameters.stream().mapToInt(Parameter::count).sum();
    assertThat(count).isEqualTo(field.parameterCount());
    for (int i = 0; i < parameters.size(); i++) {
      boolean last = i + 1 == parameters.size() || parameters.get(i + 1).name().contains("weight");
      assertThat(parameters.get(i).name().endsWith(".context")).isEqualTo(last);
    }
  }

  /** The first layer's own numbers are drawn first; then those of C, within 4 / √(2 + 1 + 3). */
  @Test
  void aContextCountsAmongTheInputsOfItsMapAlone() {
    Mlp without = new Mlp(2, List.of(400), Activation.TANH);
    Mlp with = new Mlp(2, List.of(400), Activation.TANH, TimeInput.JOINED, 3);
    double[] theta = with.initialParameters(new Random(4));
    int own = 400 * (2 + 2);
    assertThat(Arrays.copyOf(theta, own))
        .containsExactly(Arrays.copyOf(without.initialParameters(new Random(4)), own));
    double[] map = Arrays.copyOfRange(theta, own, own + 400 * 3);
    double bound = 4 / Math.sqrt(6);
    double most = Arrays.stream(map).map(Math::abs).max().orElseThrow();
    // Of 1200 uniform numbers the largest is below 98 % of the bound once in 3e10 times.
    assertThat(most).isBetween(0.98 * bound, bound);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aContextOfZeroIsNone(VectorField field) {
    EvaluatedField zero = new EvaluatedField(field, KERNELS, SAMPLES, TANGENTS);
    zero.bound.context(SAMPLES, new double[zero.context.length]);
    EvaluatedField never = new EvaluatedField(field, KERNELS, SAMPLES, TANGENTS);
    BoundField fresh = field.bind(KERNELS);
    fresh.parameters(never.theta);
    fresh.tangents(SAMPLES, TANGENTS, never.e);
    double[] f = new double[never.z.length];
    double[] je = new double[never.e.length];
    fresh.pass(SAMPLES, TANGENTS).forward(never.t, never.z, f, je);
    Result got = zero.run();
    assertThat(got.f).containsExactly(f);
    assertThat(got.je).containsExactly(je);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void changedContextsAreSeenByAllPassesOfTheirSamples(VectorField field) {
    EvaluatedField at = new EvaluatedField(field, KERNELS, SAMPLES, TANGENTS);
    EvaluatedField fresh = new EvaluatedField(field, KERNELS, SAMPLES, TANGENTS);
    FieldPass other = at.bound.pass(SAMPLES, TANGENTS);
    FieldPass tangentless = at.bound.pass(SAMPLES, 0);
    Result before = at.run();
    at.run(other);
    at.bound.context(SAMPLES + 1, new double[field.contextDim() * (SAMPLES + 1)]);
    requireSame(at.run(), before);
    double[] c = EvaluatedField.uniform(at.context.length, new Random(12));
    fresh.bound.context(SAMPLES, c);
    at.bound.context(SAMPLES, c);
    Result expected = fresh.run();
    assertThat(expected.f).isNotEqualTo(before.f);
    requireSame(at.run(), expected);
    requireSame(at.run(other), expected);
    double[] f = new double[at.z.length];
    tangentless.forward(at.t, at.z, f, new double[0]);
    assertThat(f).containsExactly(expected.f);
    Arrays.fill(c, 0); // the field has its own copy
    requireSame(at.run(), expected);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void parametersAndContextAreDrainedInEitherOrder(VectorField field) {
    EvaluatedField at = new EvaluatedField(field, KERNELS, SAMPLES, TANGENTS);
    Result expected = at.run();
    evaluate(at);
    double[] theta = new double[at.theta.length];
    double[] context = new double[at.context.length];
    at.bound.drainContext(SAMPLES, context);
    at.bound.drain(theta);
    assertThat(theta).containsExactly(expected.thetaBar);
    assertThat(context).containsExactly(expected.contextBar);
    at.bound.drainContext(SAMPLES, context); // nothing is left to add
    assertThat(context).containsExactly(expected.contextBar);
  }

  /** What was accumulated keeps the context and the parameters it was accumulated with. */
  @ParameterizedTest
  @MethodSource("fields")
  void cotangentsOutliveAChangeOfContextAndParameters(VectorField field) {
    EvaluatedField at = new EvaluatedField(field, KERNELS, SAMPLES, TANGENTS);
    Result first = at.run();
    double[] other = EvaluatedField.uniform(at.context.length, new Random(12));
    at.bound.context(SAMPLES, other);
    Result second = at.run();
    at.bound.context(SAMPLES, at.context);
    evaluate(at);
    at.bound.context(SAMPLES, other);
    evaluate(at);
    at.bound.parameters(new double[at.theta.length]);
    double[] theta = new double[at.theta.length];
    double[] context = new double[at.context.length];
    at.bound.drain(theta);
    at.bound.drainContext(SAMPLES, context);
    requireSum(theta, first.thetaBar, second.thetaBar);
    requireSum(context, first.contextBar, second.contextBar);
  }

  /** As {@link EvaluatedField#run}, without draining. */
  private static void evaluate(EvaluatedField at) {
    double[] zbar = new double[at.z.length];
    at.pass.forward(at.t, at.z, zbar.clone(), new double[at.e.length]);
    at.pass.backward(at.fbar, at.jebar, zbar);
    at.pass.accumulate(0.25);
    at.pass.accumulate(0.75);
  }

  /** Of numbers of order 1, in another order. */
  private static void requireSum(double[] got, double[] a, double[] b) {
    for (int i = 0; i < got.length; i++) assertThat(got[i]).isCloseTo(a[i] + b[i], within(1e-13));
  }

  private static void requireSame(Result got, Result expected) {
    for (int i = 0; i < expected.all().length; i++) {
      assertThat(got.all()[i]).containsExactly(expected.all()[i]);
    }
  }

  @Test
  void aContextOfTheWrongSizeIsRefused() {
    BoundField bound = Mlp.tanh(2, 3).bind(KERNELS);
    assertThatThrownBy(() -> bound.context(3, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a context [0][3], got 2 numbers");
    assertThatThrownBy(() -> new ConcatSquash(2, List.of(), Activation.TANH, -1))
        .hasMessage("context must not be negative, got -1");
    List<VectorField> pieces =
        List.of(Mlp.tanh(2), new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE, 1));
    assertThatThrownBy(() -> new PiecewiseField(pieces))
        .hasMessage("pieces must have contexts of one size, got 0 and 1");
  }

  @Test
  void fieldsWithoutAContextRefuseOne() {
    BoundField bound = new HyperField(2, 3, List.of(4)).bind(KERNELS);
    bound.context(3, new double[0]);
    assertThatThrownBy(() -> bound.context(3, new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 numbers");
    assertThatThrownBy(() -> bound.drainContext(3, new double[3])).hasMessageContaining("Mlp");
  }
}
