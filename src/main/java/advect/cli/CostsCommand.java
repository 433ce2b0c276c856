package advect.cli;

import advect.bench.CostCurve;
import advect.bench.CostPictures;
import advect.bench.CostStudy;
import advect.cli.options.Threads;
import advect.experiment.result.Json;
import advect.experiment.result.Machine;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.result.Versions;
import advect.experiment.spec.SpecException;
import advect.kernel.KernelSpeed;
import advect.kernel.Precision;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code advect costs}: how time and memory grow. */
@Command(
    name = "costs",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description =
        "Measures time and memory of a loss with its gradient against rows, dimensions, width,"
            + " steps and threads, in float32. Writes costs.json and a picture of each. Takes a few"
            + " minutes; leave the machine alone meanwhile.",
    footer = {"", "Examples:", "  advect costs", "  advect costs --out mine --json"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CostsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go; otherwise results/costs.")
  private Path out = Path.of("results", "costs");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "The most threads; otherwise one a core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print costs.json instead of where it is.")
  private boolean json;

  @Override
  public Integer call() {
    CostStudy study = CostStudy.on(Threads.checked(threads));
    if (out.toString().isEmpty()) throw new SpecException("--out is empty; give a directory");
    ResultsDirectory results = ResultsDirectory.at(out);
    PrintWriter err = command.commandLine().getErr();
    List<CostCurve> curves =
        study.measure(
            what -> {
              err.println("costs: " + what);
              err.flush();
            });
    String text = Json.file(tree(curves));
    results.replace(
        stage -> {
          Files.writeString(stage.resolve("costs.json"), text);
          CostPictures.write(curves, stage);
        });
    PrintWriter stdout = command.commandLine().getOut();
    if (json) stdout.print(text);
    else stdout.println("%s: %d pictures and costs.json".formatted(results.path(), curves.size()));
    stdout.flush();
    return 0;
  }

  private Map<String, Object> tree(List<CostCurve> curves) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("machine", Machine.current(threads));
    tree.put("versions", Versions.current());
    tree.put("kernels", KernelSpeed.provider(Precision.FLOAT32));
    tree.put("curves", curves.stream().map(CostCurve::tree).toList());
    return tree;
  }
}
