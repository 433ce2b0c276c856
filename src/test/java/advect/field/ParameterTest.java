package advect.field;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.composed.HyperField;
import advect.field.composed.PiecewiseField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.MlpMap;
import advect.kernel.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which parts of θ are weights of hidden layers. */
class ParameterTest {
  @Test
  void onlyWeightsBetweenFirstAndLastLayerAreHidden() {
    assertThat(hidden(new Mlp(2, List.of(5, 6, 7), Activation.TANH)))
        .containsExactly("layers.1.weight", "layers.2.weight");
    assertThat(hidden(new ConcatSquash(2, List.of(5, 5), Activation.SOFTPLUS)))
        .containsExactly("layers.1.weight");
    assertThat(hidden(new MlpMap(3, List.of(5, 6), 2, Activation.TANH)))
        .containsExactly("layers.1.weight");
    assertThat(hidden(Mlp.tanh(2, 12))).isEmpty();
    assertThat(hidden(new Mlp(2, List.of(), Activation.TANH))).isEmpty();
  }

  /** A field made of fields has the hidden weights of its parts. */
  @Test
  void aPartKeepsItsRoleInsideAnother() {
    Mlp piece = new Mlp(2, List.of(4, 4), Activation.TANH);
    assertThat(hidden(PiecewiseField.untied(piece, 2)))
        .containsExactly("pieces.0.layers.1.weight", "pieces.1.layers.1.weight");
    assertThat(hidden(new HyperField(2, 8, List.of(4, 4)))).containsExactly("layers.1.weight");
  }

  @Test
  void aNamedVectorIsNoWeight() {
    assertThat(new Parameter("mean", List.of(3)).role()).isEqualTo(Parameter.Role.OTHER);
  }

  private static List<String> hidden(Parametric field) {
    return field.parameters().stream()
        .filter(p -> p.role() == Parameter.Role.HIDDEN_WEIGHT)
        .map(Parameter::name)
        .toList();
  }
}
