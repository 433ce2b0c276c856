package advect.field.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.VectorField;
import advect.field.composed.HyperField;
import advect.field.composed.PiecewiseField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.kernel.Activation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The check passes for fields that are right, and names what is wrong with others. */
class FieldCheckTest {
  private static final Mlp MLP = new Mlp(2, List.of(5, 4), Activation.TANH, TimeInput.JOINED, 3);

  static Stream<VectorField> fields() {
    Stream<VectorField> layered =
        Stream.of(Activation.values())
            .flatMap(
                a ->
                    Stream.of(
                        new Mlp(2, List.of(5, 4), a),
                        new Mlp(3, List.of(70), a, TimeInput.NONE, 2),
                        new ConcatSquash(3, List.of(6), a),
                        new ConcatSquash(2, List.of(4, 5), a, 3)));
    Stream<VectorField> others =
        Stream.of(
            new Mlp(1, List.of(), Activation.TANH),
            new HyperField(2, 5, List.of(6)),
            PiecewiseField.untied(Mlp.tanh(2, 5), 3),
            PiecewiseField.untied(MLP, 2));
    return Stream.concat(layered, others);
  }

  /** Many seeds: each has a hundred comparisons or more. */
  @ParameterizedTest
  @MethodSource("fields")
  void rightFieldsPass(VectorField field) {
    for (int seed = 1; seed <= 4; seed++) {
      FieldCheck check = FieldCheck.of(field, seed);
      assertThatCode(check::orThrow).doesNotThrowAnyException();
    }
  }

  /** Else it would find nothing: wrong numbers of order 1 in the eighth digit are seen. */
  @ParameterizedTest
  @MethodSource("fields")
  void tolerancesAreTight(VectorField field) {
    assertThat(FieldCheck.of(field).comparisons())
        .allMatch(comparison -> comparison.tolerance() < 1e-7);
  }

  @Test
  void everyPassIsLookedAt() {
    List<String> names =
        FieldCheck.of(MLP).comparisons().stream().map(FieldCheck.Comparison::name).toList();
    assertThat(names)
        .startsWith("J e", "time of values", "time of tangents", "z of values", "z of tangents")
        .contains("context of values", "layers.2.context of tangents", "layers.1.weight of values")
        .hasSize(1 + 2 * (3 + 3 * 4));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(BrokenField.Fault.STATE_OF_VALUES, List.of("z of values")),
        Arguments.of(BrokenField.Fault.TIME, List.of("time of values", "time of tangents")),
        Arguments.of(
            BrokenField.Fault.PARAMETERS,
            List.of("layers.1.bias of values", "layers.1.bias of tangents")),
        Arguments.of(
            BrokenField.Fault.CONTEXT, List.of("context of values", "context of tangents")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aWrongPassIsNamed(BrokenField.Fault fault, List<String> names) {
    FieldCheck check = FieldCheck.of(new BrokenField(MLP, fault));
    assertThat(check.failures().stream().map(FieldCheck.Comparison::name))
        .containsExactlyElementsOf(names);
    assertThatThrownBy(check::orThrow)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("derivatives of BrokenField")
        .hasMessageContaining("\n  " + names.get(0) + ": the field says ");
  }

  /** What differences of the tangents say is wrong then too. */
  @Test
  void wrongTangentsComeFirst() {
    BrokenField field = new BrokenField(MLP, BrokenField.Fault.TANGENTS);
    List<FieldCheck.Comparison> failures = FieldCheck.of(field).failures();
    assertThat(failures.get(0).name()).isEqualTo("J e");
    assertThat(failures.subList(1, failures.size()))
        .allMatch(comparison -> comparison.name().endsWith("of tangents"));
  }

  @Test
  void parametersAreAsManyAsTheirNames() {
    BrokenField nameless = new BrokenField(MLP, BrokenField.Fault.FORGETS_A_NAME);
    assertThatThrownBy(() -> FieldCheck.of(nameless))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names 87 parameters and says that it has 93");
  }

  /** One bends sharply; the other has a kink that only small steps do not meet. */
  @Test
  void slopesComeWithBoundsOfTheirErrors() {
    double[] rounding = {1e-16, 1e-16};
    Differences.Slope[] slopes =
        Differences.of(h -> new double[] {Math.sin(100 * (0.3 + h)), Math.max(h, 1e-4)}, rounding);
    double exact = 100 * Math.cos(30);
    assertThat(slopes[0].value()).isCloseTo(exact, within(slopes[0].error()));
    assertThat(slopes[0].error()).isLessThan(1e-5);
    assertThat(slopes[1].value()).isCloseTo(0, within(slopes[1].error()));
    assertThat(slopes[1].error()).isLessThan(1e-10);
  }
}
