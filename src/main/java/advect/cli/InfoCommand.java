package advect.cli;

import advect.experiment.result.Json;
import advect.experiment.result.Machine;
import advect.experiment.result.Versions;
import advect.kernel.KernelSpeed;
import advect.kernel.Precision;
import advect.model.TableModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code advect info}: this machine and what its kernels reach, or a model. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Without a model, tells the machine, the Java and the kernels chosen for it, and measures what"
          + " one core reaches: the peak of its fused multiply-adds, and the matrix products that a"
          + " flow is made of.",
      "",
      "With a model, tells its columns and their treatment, its field, how good it is and where it"
          + " comes from."
    },
    footer = {
      "",
      "Examples:",
      "  advect info",
      "  advect info results/geyser",
      "  advect info model.safetensors --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InfoCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1 << 20;

  private static final TextTable TABLE =
      new TextTable(
          List.of(
              new TextTable.Column("GFLOP/s", 9),
              new TextTable.Column("W", 9),
              new TextTable.Column("columns", 5),
              new TextTable.Column("peak", 5),
              new TextTable.Column("W x", 11),
              new TextTable.Column("Wᵀ ȳ", 11),
              new TextTable.Column("ȳ xᵀ", 11)));

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file, or the directory of results that holds model.safetensors.")
  private @Nullable Path model;

  @Option(names = "--json", description = "Print one object instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    if (model != null) {
      ModelSummary summary = new ModelSummary(TableModel.read(ModelOptions.file(model)));
      out.print(json ? Json.file(summary.tree()) : summary.text());
      out.flush();
      return 0;
    }
    List<Speed> speeds = Stream.of(Precision.values()).map(Speed::measure).toList();
    out.print(json ? Json.file(tree(speeds)) : text(speeds));
    out.flush();
    return 0;
  }

  /** What the kernels of a precision reach, in 10⁹ operations a second. */
  private record Speed(
      Precision precision, String kernels, double peakGflops, List<KernelSpeed.Product> products) {
    static Speed measure(Precision precision) {
      return new Speed(
          precision,
          KernelSpeed.provider(precision),
          KernelSpeed.peakGflops(precision),
          KernelSpeed.products(precision));
    }
  }

  private static Map<String, Object> tree(List<Speed> speeds) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("machine", Machine.current(1));
    tree.put("heap_mebibytes", heap());
    tree.put("versions", Versions.current());
    for (Speed speed : speeds) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("kernels", speed.kernels);
      part.put("peak_gflops_per_core", speed.peakGflops);
      part.put("products", speed.products);
      tree.put(Words.of(speed.precision), part);
    }
    return tree;
  }

  private static String text(List<Speed> speeds) {
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

  private static String line(Speed speed, KernelSpeed.Product product) {
    return TABLE.line(
        List.of(
            Words.of(speed.precision),
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
