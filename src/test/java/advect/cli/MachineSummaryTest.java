package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import advect.kernel.KernelSpeed.Product;
import advect.kernel.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineSummaryTest {
  @Test
  void itTellsTheMachineAndSharesOfThePeak() {
    List<Product> products = List.of(new Product(64, 32, 256, 50, 25, 10));
    var speed = new MachineSummary.Speed(Precision.FLOAT64, "double kernels", 100, products);
    String text = new MachineSummary(List.of(speed)).text();
    assertThat(text)
        .startsWith("machine  ")
        .contains("\nprogram  Advect 0.")
        .contains("Java " + System.getProperty("java.version"))
        .contains("\nkernels  double kernels\n")
        .containsPattern("\nfloat64 +64 x 32 +256 +100 +50 +50 % +25 +25 % +10 +10 %\n");
  }
}
