package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.flow.base.Base;
import advect.flow.base.BaseDensity;
import advect.flow.base.GivenBase;
import advect.flow.base.KernelMixture;
import advect.flow.base.MultivariateNormal;
import advect.flow.base.NormalMixture;
import advect.flow.base.ScaleMixture;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.input.PlainMap;
import advect.numeric.ScaleShares;
import advect.safetensors.JsonText;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredBaseTest {
  private static final DMatrixRMaj COVARIANCE = DMatrixRMaj.wrap(2, 2, new double[] {2, 1, 1, 3});

  @BeforeAll
  static void register() {
    StorableTypes.BASES.register(Laplace.TYPE);
  }

  static List<Base> bases() {
    GivenBase t = StudentT.of(3, 0.7);
    GivenBase normal = MultivariateNormal.of(new double[] {1, 2}, COVARIANCE);
    GivenBase mixture =
        NormalMixture.of(
            new double[] {1, 2},
            DMatrixRMaj.wrap(2, 2, new double[] {0, 1, 2, 3}),
            List.of(COVARIANCE, DMatrixRMaj.wrap(2, 2, new double[] {1, 0, 0, 1})));
    return List.of(
        new StandardNormal(2),
        t,
        t.fixed(),
        normal,
        normal.fixed(),
        mixture,
        mixture.fixed(),
        new StudentT(2),
        new NormalMixture(2, 3),
        new KernelMixture(2, 3, 1),
        new KernelMixture(2, 3, 2),
        new ScaleMixture(new StandardNormal(2), 2),
        ScaleMixture.of(t, t.initialParameters(), ScaleShares.of(1.5)).fixed(),
        new Laplace(2),
        GivenBase.of(new Laplace(2), 0.3).fixed());
  }

  /** Parameters that training left are stored, not those from which it started. */
  @ParameterizedTest
  @MethodSource("bases")
  void densitiesHaveTheSameBits(Base base) {
    double[] phi = base.initialParameters();
    for (int i = 0; i < phi.length; i++) phi[i] += 0.1 * i - 0.3;
    StoredBase stored = StoredBase.of(base, phi);
    StoredBase back = read(stored.tree(), stored.tensors());
    assertThat(back.phi()).isEqualTo(phi);
    assertThat(back.base().initialParameters()).isEqualTo(phi);
    assertThat(back.base().parameters()).isEqualTo(base.parameters());
    assertThat(logDensities(back.base().with(back.phi()))).isEqualTo(logDensities(base.with(phi)));
    StoredBase again = StoredBase.of(back.base(), back.phi());
    assertThat(again.tree()).isEqualTo(stored.tree());
    assertThat(again.tensors().keySet()).isEqualTo(stored.tensors().keySet());
  }

  @Test
  void aTreeAndItsTensorsSayWhatTheyAre() {
    StoredBase t = StoredBase.of(StudentT.of(3, 5).fixed(), new double[0]);
    assertThat(JsonText.of(t.tree()))
        .isEqualTo("{\"type\":\"student-t\",\"dim\":2,\"fixed\":true}");
    assertThat(new Safetensors(Map.of(), t.tensors()).doubles("base.log_nu", 2))
        .containsExactly(Math.log(3), Math.log(5));
    StoredBase normal = StoredBase.of(new StandardNormal(2), new double[0]);
    assertThat(normal.tree()).isEqualTo("standard-normal");
  }

  /** Nor does a tree make anything large. */
  @Test
  void treesThatMakeNoBaseAreASentence() {
    StoredBase good =
        StoredBase.of(new NormalMixture(2, 3), new NormalMixture(2, 3).initialParameters());
    Map<String, Tensor> tensors = good.tensors();
    assertRefused("cauchy", tensors, "flow.base: found 'cauchy', expected a map; ask again.");
    assertRefused(changed(good, "type", "cauchy"), tensors, "flow.base.type is cauchy, which");
    assertRefused(changed(good, "type", "cauchy"), tensors, "StorableTypes.BASES.register");
    assertRefused(changed(good, "dim", 3), tensors, "its base has 3 dimensions, its transform 2");
    assertRefused(changed(good, "dim", 2_000_000_000), tensors, "at most 65536 dimensions");
    assertRefused(changed(good, "components", 2_000_000_000), tensors, "has shape [3], expected");
    assertRefused(changed(good, "components", -1), tensors, "needs at least 1 component, got -1");
    assertRefused(
        changed(good, "components", 2.5),
        tensors,
        "flow.base.components: found '2.5', expected a whole number");
    assertRefused(
        changed(good, "fixed", "no"),
        tensors,
        "flow.base.fixed: found 'no', expected true or false");
    assertRefused(
        changed(good, "more", 1),
        tensors,
        "flow.base: found 'more', expected no keys but dim, components");
    assertRefused(
        good.tree(), Map.of(), "has no tensor base.logits; its settings and tensors do not");
    Map<String, Tensor> missing = new LinkedHashMap<>(tensors);
    missing.put("base.logits", Tensor.vector(1, 2, Double.NaN));
    String sentence = "parameters must be finite, got [1.0, 2.0, NaN";
    assertRefused(good.tree(), missing, sentence);
    assertRefused(changed(good, "fixed", true), missing, sentence);
  }

  private static Object changed(StoredBase base, String key, Object value) {
    Map<Object, Object> tree = new LinkedHashMap<>((Map<?, ?>) base.tree());
    tree.put(key, value);
    return tree;
  }

  private static void assertRefused(Object tree, Map<String, Tensor> tensors, String sentence) {
    assertThatThrownBy(() -> read(tree, tensors).base())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  /** As it comes out of a file, after its JSON. */
  private static StoredBase read(Object tree, Map<String, Tensor> tensors) {
    Map<String, Object> flow = JsonText.object(JsonText.of(Map.of("base", tree)));
    return StoredBase.read(
        new PlainMap("flow", flow, "ask again"), 2, new Safetensors(Map.of(), tensors));
  }

  private static double[] logDensities(BaseDensity density) {
    double[] logp = new double[50];
    density.addLogDensity(new Random(1).doubles(100, -3, 3).toArray(), logp);
    return logp;
  }
}
