package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class PercentageTest {
  /** Models keep sentences with percentages: the same ones, wherever they were trained. */
  @Test
  void percentagesAreTheSameEverywhere() {
    Locale real = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Percentage.of(0.05)).isEqualTo("5.00 %");
    } finally {
      Locale.setDefault(real);
    }
  }
}
