package advect.cli;

import advect.cli.terminal.TextTable;
import advect.experiment.result.Machine;
import advect.experiment.result.Versions;
import advect.input.Spelling;
import advect.kernel.KernelSpeed;
import advect.kernel.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** This machine, the Java, and what the kernels chosen for it reach. */
record MachineSummary(List<MachineSummary.Speed> speeds) {
  private static final long MEBIBYTE = 1 << 20;

  private static final TextTable TABLE =
      new TextTable(
          List.of(
              new TextTable.Heading("GFLOP/s", 9),
              new TextTable.Heading("W", 9),
              new TextTable.Heading("columns", 5),
              new TextTable.Heading("peak", 5),
              new TextTable.Heading("W x", 11),
              new TextTable.Heading("Wᵀ ȳ", 11),
              new TextTable.Heading("ȳ xᵀ", 11)));

  /** Takes a few seconds for each precision. */
  static MachineSummary measure() {
    return new MachineSummary(Stream.of(Precision.values()).map(Speed::measure).toList());
  }

  /** What the kernels of a precision reach, in 10⁹ operations a second. */
  record Speed(
      Precision precision, String kernels, double peakGflops, List<KernelSpeed.Product> products) {
    static Speed measure(Precision precision) {
      return new Speed(
          precision,
          KernelSpeed.provider(precision),
          KernelSpeed.peakGflops(precision),
          KernelSpeed.products(precision));
    }
  }

  /** For people. */
  String text() {
    Machine machine = Machine.current(1);
    Versions versions = Versions.current();
    List<String> lines = new ArrayList<>();
    lines.add(
        "machine  %s, %d core%s, %s"
            .formatted(
                machine.cpu(), machine.cores(), machine.cores() == 1 ? "" : "s", machine.os()));
    lines.add(
        "program  Advect %s, Java %s, EJML %s, up to %d MiB of heap"
            .formatted(versions.advect(), versions.java(), versions.ejml(), heap()));
    for (Speed speed : speeds) lines.add("kernels  " + speed.kernels);
    lines.add("");
    lines.add(TABLE.header());
    for (Speed speed : speeds) {
      for (KernelSpeed.Product product : speed.products) lines.add(line(speed, product));
    }
    return String.join("\n", lines) + "\n";
  }

  /** For programs. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("machine", Machine.current(1));
    tree.put("heap_mebibytes", heap());
    tree.put("versions", Versions.current());
    for (Speed speed : speeds) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("kernels", speed.kernels);
      part.put("peak_gflops_per_core", speed.peakGflops);
      part.put("products", speed.products);
      tree.put(Spelling.of(speed.precision), part);
    }
    return tree;
  }

  private static String line(Speed speed, KernelSpeed.Product product) {
    return TABLE.line(
        List.of(
            Spelling.of(speed.precision),
            product.out() + " x " + product.in(),
            Integer.toString(product.columns()),
            String.format(Locale.ROOT, "%.0f", speed.peakGflops),
            share(product.productGflops(), speed.peakGflops),
            share(product.transposedGflops(), speed.peakGflops),
            share(product.gradientGflops(), speed.peakGflops)));
  }

  private static String share(double gflops, double peak) {
    return String.format(Locale.ROOT, "%.0f  %3.0f %%", gflops, 100 * gflops / peak);
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory() / MEBIBYTE;
  }
}
