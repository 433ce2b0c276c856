package advect.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.field.BoundField;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.flow.FlowSettings;
import advect.flow.base.Base;
import advect.flow.base.BaseDensity;
import advect.flow.base.StandardNormal;
import advect.flow.transform.Ode;
import advect.kernel.Kernels;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ParameterNamesTest {
  /** A field and a base whose parameters, a number each, have any names. */
  private record Named(int parameterCount, List<String> names) implements VectorField, Base {
    @Override
    public int dim() {
      return 2;
    }

    @Override
    public int parameterCount() {
      return parameterCount;
    }

    @Override
    public List<Parameter> parameters() {
      return names.stream().map(name -> new Parameter(name, List.of(1))).toList();
    }

    @Override
    public double[] initialParameters(RandomGenerator rng) {
      return new double[parameterCount];
    }

    @Override
    public <A> BoundField bind(Kernels<A> kernels) {
      return Mlp.tanh(2).bind(kernels);
    }

    @Override
    public BaseDensity with(double[] phi) {
      return new StandardNormal(2);
    }
  }

  private static void require(VectorField field, Base base) {
    ParameterNames.require(new Ode(field, FlowSettings.DEFAULT.ode()), base);
  }

  private static void assertRefused(VectorField field, Base base, String sentence) {
    assertThatThrownBy(() -> require(field, base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence.replace("NAMED", Named.class.getName()));
  }

  private static void assertFieldRefused(String sentence, int count, String... names) {
    assertRefused(new Named(count, List.of(names)), new StandardNormal(2), sentence);
  }

  private static void assertBaseRefused(String sentence, int count, String... names) {
    assertRefused(Mlp.tanh(2), new Named(count, List.of(names)), sentence);
  }

  @Test
  void tensorsOfFieldAndBaseCannotBeMistaken() {
    require(new Named(2, List.of("a", "b")), new Named(1, List.of("base.a")));
    assertFieldRefused(
        "a parameter of NAMED is called base.a, but names that begin with base. or"
            + " standardization. or context. are taken; rename it",
        1,
        "base.a");
    assertFieldRefused(
        "a parameter of NAMED is called standardization.shift, but names that begin with base. or"
            + " standardization. or context. are taken; rename it",
        1,
        "standardization.shift");
    assertBaseRefused(
        "a parameter of NAMED is called a, but the names of a base's begin with base.; rename it",
        1,
        "a");
  }

  @Test
  void everyParameterHasOneName() {
    assertFieldRefused("two parameters of NAMED are called a; rename one", 2, "a", "a");
    assertBaseRefused(
        "two parameters of NAMED are called base.a; rename one", 2, "base.a", "base.a");
    assertFieldRefused(
        "NAMED has 3 parameters, but its named parts have 2 numbers; make them agree", 3, "a", "b");
  }
}
