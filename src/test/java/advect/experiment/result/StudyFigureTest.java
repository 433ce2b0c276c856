package advect.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyFigureTest {
  @Test
  void anErrorStandsBesideItsFigureWhereverItsNameHasTheMark() {
    Map<String, Double> test = new LinkedHashMap<>();
    test.put("rmse_30", 0.13783);
    test.put("rmse_se_30", 0.00298);
    test.put("kl_cnf", 3.44e-11);
    test.put("kl_cnf_se", 4e-12);
    assertThat(texts(test))
        .containsExactly("rmse_30 0.1378 ± 0.0030 (reference 0.1642)", "kl_cnf (3.44 ± 0.40)e-11");
  }

  @Test
  void aMarkWithoutItsFigureIsAFigure() {
    assertThat(texts(Map.of("kl_se", 0.25))).containsExactly("kl_se 0.2500");
    assertThat(texts(Map.of("km_second", 2.0))).containsExactly("km_second 2");
  }

  @Test
  void numbersOfAnySizeAreReadable() {
    assertThat(Numerals.figure(2786, "-")).isEqualTo("2786");
    assertThat(Numerals.figure(704_781.78, "-")).isEqualTo("704782");
    assertThat(Numerals.figure(-0.37131, "-")).isEqualTo("-0.3713");
    assertThat(Numerals.figure(3.4476e-11, "-")).isEqualTo("3.4e-11");
    assertThat(Numerals.figure(0, "-")).isEqualTo("0");
    assertThat(Numerals.figure(Double.NaN, "-")).isEqualTo("-");
  }

  private static List<String> texts(Map<String, Double> test) {
    StudyMetrics metrics = Fixtures.study(test, Map.of("rmse_30", 0.1642), Map.of());
    return StudyFigure.of(metrics).stream().map(f -> f.name() + " " + f.text("-")).toList();
  }
}
