package advect.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.EvaluatedField.Result;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import advect.kernel.Precision;
import advect.kernel.Providers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every field obeys: forward and reverse passes are derivatives of each other. */
class FieldContractTest {
  private static final int SAMPLES = 3;
  private static final int TANGENTS = 2;

  private static Stream<VectorField> narrow() {
    return Stream.of(Activation.values())
        .flatMap(
            a ->
                Stream.of(
                    new Mlp(2, List.of(7, 5), a),
                    new Mlp(1, List.of(), a),
                    new Mlp(1, List.of(1), a, TimeInput.NONE),
                    new Mlp(4, List.of(6), a, TimeInput.NONE),
                    new ConcatSquash(3, List.of(7, 5), a),
                    new ConcatSquash(2, List.of(3, 1), a),
                    new ConcatSquash(1, List.of(), a),
                    new Mlp(2, List.of(5, 3), a, TimeInput.JOINED, 3),
                    new ConcatSquash(2, List.of(4), a, 1)));
  }

  /** Layers that fill a tile, spill over one, and leave most of one empty. */
  private static Stream<VectorField> wide() {
    return Stream.of(
        new Mlp(1, List.of(64), Activation.SIGMOID),
        new Mlp(2, List.of(70, 64), Activation.SOFTPLUS, TimeInput.NONE),
        new Mlp(70, List.of(64, 3), Activation.TANH),
        new Mlp(70, List.of(), Activation.TANH),
        new ConcatSquash(1, List.of(3, 64), Activation.SILU),
        new ConcatSquash(3, List.of(70), Activation.TANH),
        new ConcatSquash(70, List.of(3, 70), Activation.SOFTPLUS),
        new Mlp(2, List.of(70), Activation.TANH, TimeInput.NONE, 65),
        new ConcatSquash(65, List.of(3), Activation.SILU, 2));
  }

  static Stream<Arguments> fields() throws ReflectiveOperationException {
    return pairs(Providers.float64(), Stream.concat(narrow(), wide()).toList());
  }

  static Stream<Arguments> inSinglePrecision() throws ReflectiveOperationException {
    return pairs(Providers.float32(), narrow().toList());
  }

  private static Stream<Arguments> pairs(Stream<Kernels<?>> kernels, List<VectorField> fields) {
    return kernels.flatMap(k -> fields.stream().map(field -> Arguments.of(field, k)));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void tangentsAreDirectionalDerivatives(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    double[] je = at.run().je;
    double h = 1e-5; // error h² |f'''| / 6 + 1e-16 / h, about 1e-10
    for (int k = 0; k < TANGENTS; k++) {
      double[] up = at.moved(k, h);
      double[] down = at.moved(k, -h);
      for (int i = 0; i < field.dim(); i++) {
        for (int s = 0; s < SAMPLES; s++) {
          double difference = (up[i * SAMPLES + s] - down[i * SAMPLES + s]) / (2 * h);
          assertThat(je[at.index(i, k, s)]).isCloseTo(difference, within(1e-8));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void cotangentsAreGradientsOfTheirInnerProduct(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    Result got = at.run();
    double h = 1e-5;
    int stride = 1 + at.z.length / 50; // of 70 coordinates only some, of every sample
    for (int i = 0; i < at.z.length; i += stride) {
      assertThat(got.zbar[i]).isCloseTo(at.slope(at.z, i, h), within(1e-7));
    }
    for (int s = 0; s < SAMPLES; s++) {
      assertThat(got.tbar[s]).isCloseTo(at.slope(at.t, s, h), within(1e-7));
    }
    for (int i = 0; i < at.context.length; i++) {
      assertThat(got.contextBar[i]).isCloseTo(at.slope(at.context, i, h), within(1e-7));
    }
    int step = 1 + at.theta.length / 40; // of many parameters only some
    for (int i = 0; i < at.theta.length; i += step) {
      assertThat(got.thetaBar[i]).isCloseTo(at.slope(at.theta, i, h), within(1e-7));
    }
  }

  /**
   * All parameters at once: differences along directions of length 1, as exact as along an axis.
   */
  @ParameterizedTest
  @MethodSource("fields")
  void theParameterGradientHoldsInEveryDirection(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    double[] thetaBar = at.run().thetaBar;
    Random random = new Random(5);
    for (int repeat = 0; repeat < 5; repeat++) {
      double[] direction = EvaluatedField.uniform(thetaBar.length, random);
      double length = Math.sqrt(EvaluatedField.dot(direction, direction));
      Arrays.setAll(direction, i -> direction[i] / length);
      double slope = at.slope(at.theta, direction, 1e-5);
      assertThat(EvaluatedField.dot(thetaBar, direction)).isCloseTo(slope, within(1e-7));
    }
  }

  /**
   * ⟨f̄, J e⟩ = ⟨Jᵀ f̄, e⟩: sums of equal terms in another order, some hundred round-offs of each.
   */
  @ParameterizedTest
  @MethodSource("fields")
  void tangentsAndCotangentsAreTransposes(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, 1);
    Arrays.fill(at.jebar, 0);
    Result got = at.run();
    double size = 0;
    for (int i = 0; i < at.fbar.length; i++) size += Math.abs(at.fbar[i] * got.je[i]);
    double image = EvaluatedField.dot(at.fbar, got.je);
    assertThat(EvaluatedField.dot(got.zbar, at.e)).isCloseTo(image, within(1e-12 * size));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void withoutTangentsValuesAndTheirReverseAreTheSame(VectorField field, Kernels<?> kernels) {
    EvaluatedField with = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    Arrays.fill(with.jebar, 0);
    EvaluatedField without = new EvaluatedField(field, kernels, SAMPLES, 0);
    Result expected = with.run();
    Result got = without.run();
    assertThat(without.z).containsExactly(with.z);
    assertThat(got.je).isEmpty();
    assertThat(got.f).containsExactly(expected.f);
    // the tangents' share of these is a sum of zeros
    assertThat(got.zbar).containsExactly(expected.zbar, within(0.0));
    assertThat(got.tbar).containsExactly(expected.tbar, within(0.0));
    assertThat(got.thetaBar).containsExactly(expected.thetaBar, within(0.0));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void drainingEmptiesAndDiscardingForgets(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    double[] total = at.run().thetaBar;
    assertThat(Arrays.stream(total)).anyMatch(g -> g != 0);
    double[] again = total.clone();
    double[] context = new double[at.context.length];
    at.bound.drain(again); // nothing is left to add
    assertThat(again).containsExactly(total);
    at.pass.accumulate(1);
    at.bound.discard();
    at.bound.drain(again);
    at.bound.drainContext(SAMPLES, context);
    assertThat(again).containsExactly(total);
    assertThat(context).containsOnly(new double[context.length]);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void changedParametersAreSeenByAllPasses(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    EvaluatedField fresh = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    FieldPass other = at.bound.pass(SAMPLES, TANGENTS);
    FieldPass tangentless = at.bound.pass(SAMPLES, 0);
    at.run();
    at.run(other);
    Arrays.setAll(fresh.theta, i -> 0.5 - fresh.theta[i]);
    fresh.bound.parameters(fresh.theta);
    at.bound.parameters(fresh.theta);
    Result expected = fresh.run();
    requireSame(at.run(), expected);
    requireSame(at.run(other), expected);
    requireSame(at.run(at.bound.pass(SAMPLES, TANGENTS)), expected);
    double[] f = new double[at.z.length];
    tangentless.forward(at.t, at.z, f, new double[0]);
    assertThat(f).containsExactly(expected.f);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void changedTangentsAreSeenByAllPassesOfTheirShape(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    EvaluatedField fresh = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    FieldPass other = at.bound.pass(SAMPLES, TANGENTS);
    Result before = at.run();
    at.run(other);
    at.bound.tangents(SAMPLES + 1, TANGENTS, new double[field.dim() * TANGENTS * (SAMPLES + 1)]);
    at.bound.tangents(SAMPLES, 1, new double[field.dim() * SAMPLES]);
    requireSame(at.run(), before);
    double[] e = EvaluatedField.uniform(at.e.length, new Random(12));
    fresh.bound.tangents(SAMPLES, TANGENTS, e);
    at.bound.tangents(SAMPLES, TANGENTS, e);
    Result expected = fresh.run();
    assertThat(expected.je).isNotEqualTo(before.je);
    requireSame(at.run(), expected);
    requireSame(at.run(other), expected);
    requireSame(at.run(at.bound.pass(SAMPLES, TANGENTS)), expected);
    Arrays.fill(e, 0); // the field has its own copy
    requireSame(at.run(), expected);
  }

  /** As an adjoint does: all forward, then all backward, the last one first. */
  @ParameterizedTest
  @MethodSource("fields")
  void passesOfOneShapeKeepWhatTheirReverseNeeds(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    FieldPass[] passes = {at.pass, at.bound.pass(SAMPLES, TANGENTS), at.bound.pass(SAMPLES, 0)};
    Result[] alone = new Result[2];
    double[][] points = {at.z.clone(), EvaluatedField.uniform(at.z.length, new Random(13))};
    for (int i = 0; i < 2; i++) {
      System.arraycopy(points[i], 0, at.z, 0, at.z.length);
      alone[i] = at.run();
    }
    for (int i = 0; i < 2; i++) {
      passes[i].forward(at.t, points[i], new double[at.z.length], new double[at.e.length]);
    }
    passes[2].forward(at.t, points[1], new double[at.z.length], new double[0]);
    for (int i = 1; i >= 0; i--) {
      requireSame(at.reverse(passes[i], alone[i].f, alone[i].je), alone[i]);
    }
  }

  /** The last sample is not a number; the others, and the samples after it in memory, are. */
  @ParameterizedTest
  @MethodSource("fields")
  void aDivergedSampleSpoilsNoOtherAndNoLaterEvaluation(VectorField field, Kernels<?> kernels) {
    EvaluatedField at = new EvaluatedField(field, kernels, SAMPLES, TANGENTS);
    Result before = at.run();
    double kept = at.z[SAMPLES - 1];
    at.z[SAMPLES - 1] = Double.NaN;
    Result spoilt = at.run();
    for (int i = 0; i < field.dim(); i++) {
      for (int s = 0; s < SAMPLES - 1; s++) {
        assertThat(spoilt.f[i * SAMPLES + s]).isEqualTo(before.f[i * SAMPLES + s]);
        assertThat(spoilt.zbar[i * SAMPLES + s]).isEqualTo(before.zbar[i * SAMPLES + s]);
      }
    }
    assertThat(Arrays.stream(spoilt.f).anyMatch(Double::isNaN)).isTrue();
    at.z[SAMPLES - 1] = kept;
    requireSame(at.run(), before);
    double[] nothing = new double[at.theta.length];
    Arrays.fill(nothing, Double.NaN);
    at.bound.parameters(nothing);
    at.run();
    at.bound.parameters(at.theta);
    requireSame(at.run(), before);
  }

  private static void requireSame(Result got, Result expected) {
    for (int i = 0; i < expected.all().length; i++) {
      double[] wanted = expected.all()[i];
      if (Arrays.mismatch(got.all()[i], wanted) >= 0) {
        assertThat(got.all()[i]).containsExactly(wanted);
      }
    }
  }

  /** Until they are given, tangents are zero. */
  @ParameterizedTest
  @MethodSource("fields")
  void withoutGivenTangentsNothingMoves(VectorField field, Kernels<?> kernels) {
    BoundField bound = field.bind(kernels);
    bound.parameters(field.initialParameters(new Random(1)));
    double[] je = new double[field.dim()];
    Arrays.fill(je, 1);
    double[] z = new double[field.dim()];
    bound.pass(1, 1).forward(new double[1], z, new double[field.dim()], je);
    assertThat(Arrays.stream(je)).allMatch(d -> d == 0);
  }

  @ParameterizedTest
  @MethodSource("inSinglePrecision")
  void singlePrecisionFollowsDoublePrecision(VectorField field, Kernels<?> kernels) {
    Kernels<?> twice = Kernels.of(Precision.FLOAT64);
    Result expected = new EvaluatedField(field, twice, SAMPLES, TANGENTS).run();
    Result got = new EvaluatedField(field, kernels, SAMPLES, TANGENTS).run();
    // A few dozen roundings of 6e-8 on numbers of order 1.
    assertThat(got.f).containsExactly(expected.f, within(1e-5));
    assertThat(got.je).containsExactly(expected.je, within(1e-5));
  }

  @Test
  void parametersOfTheWrongLengthAreRefused() {
    BoundField bound = new Mlp(2, List.of(3), Activation.TANH).bind(Precision.FLOAT64);
    assertThatThrownBy(() -> bound.parameters(new double[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 22 parameters, got 5");
  }

  @Test
  void sizesBelowOneAreRefused() {
    assertThatThrownBy(() -> new Mlp(0, List.of(3), Activation.TANH))
        .hasMessage("dim must be at least 1, got 0");
    assertThatThrownBy(() -> new ConcatSquash(2, List.of(3, 0), Activation.TANH))
        .hasMessage("hidden widths must be at least 1, got [3, 0]");
  }
}
