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
    var single = new MachineSummary.Speed(Precision.FLOAT32, "float kernels", 200, products);
    var twice = new MachineSummary.Speed(Precision.FLOAT64, "double kernels", 100, products);
    String text = new MachineSummary(List.of(single, twice)).text();
    assertThat(text)
        .startsWith("machine  ")
        .contains("\nprogram  Advect 0.")
        .contains("Java " + System.getProperty("java.version"))
        .contains("\nkernels  float kernels\nkernels  double kernels\n")
        .containsPattern("\nfloat32 +64 x 32 +256 +200 +50 +25 % +25 +13 % +10 +5 %\n")
        .containsPattern("\nfloat64 +64 x 32 +256 +100 +50 +50 % +25 +25 % +10 +10 %\n");
  }
}
