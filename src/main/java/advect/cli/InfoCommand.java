package advect.cli;

import advect.cli.options.ModelOptions;
import advect.experiment.result.Json;
import advect.model.TableModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      "With a model, tells its columns, their preprocessing, its field, how good it is and where it"
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
    MachineSummary summary = MachineSummary.measure();
    out.print(json ? Json.file(summary.tree()) : summary.text());
    out.flush();
    return 0;
  }
}
