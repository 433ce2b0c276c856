package advect.cli;

import advect.bench.AdjointChoice;
import advect.bench.BenchReport;
import advect.bench.Conditions;
import advect.bench.FixedWorkBenchmark;
import advect.bench.Stopwatch;
import advect.bench.Workload;
import advect.cli.options.Choice;
import advect.cli.options.Threads;
import advect.experiment.result.Json;
import advect.experiment.result.Machine;
import advect.experiment.result.Versions;
import advect.input.Spelling;
import advect.kernel.KernelSpeed;
import advect.kernel.Precision;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code advect bench}: the speed of fixed work, with its answer checked. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Times work that is the same in every program that is compared: a solve with log densities,"
          + " and a loss with its gradient. Loss and gradient norm are checked first; a wrong"
          + " answer is not timed.",
      "",
      "Sizes: A100, A512, A2048 (2 dimensions, 3 x 64 units, exact trace), B512 (8 dimensions, 3 x"
          + " 256 units, one probe), C1000 (43 dimensions, 2 x 860 units, one probe; minutes). The"
          + " number is the batch. A solve is 20 steps, 80 evaluations."
    },
    footer = {
      "",
      "Examples:",
      "  advect bench",
      "  advect bench --size A512 --threads 1",
      "  advect bench --size A512,B512 --precision float64 --gradient continuous --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final Set<Workload> UNASKED =
      EnumSet.range(Workload.A100, Workload.B512); // the last takes minutes

  @Spec private CommandSpec command;

  @Option(
      names = "--size",
      split = ",",
      paramLabel = "SIZE",
      description = "A100, A512, A2048, B512, C1000 or all; otherwise all but C1000.")
  private List<String> sizes = new ArrayList<>();

  @Option(
      names = "--precision",
      paramLabel = "WORD",
      description = "float32 or float64: the field's arithmetic; otherwise float32.")
  private String precision = Spelling.of(Precision.FLOAT32);

  @Option(
      names = "--gradient",
      paramLabel = "WORD",
      description = "checkpointed or continuous; otherwise checkpointed.")
  private String gradient = Spelling.of(AdjointChoice.CHECKPOINTED);

  @Option(names = "--threads", paramLabel = "N", description = "Threads; otherwise one a core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Runs of which the median is taken; otherwise ${DEFAULT-VALUE}.",
      defaultValue = "30")
  private int repetitions;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "Time for the compiler before each median; otherwise ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private double warmUp;

  @Option(
      names = "--json",
      description = "Print an object a size, each in a line of its own, instead of a table.")
  private boolean json;

  @Override
  public Integer call() {
    List<Workload> workloads = workloads();
    Conditions conditions = conditions();
    Stopwatch stopwatch = stopwatch();
    PrintWriter out = command.commandLine().getOut();
    double peak = KernelSpeed.peakGflops(conditions.precision());
    if (!json) out.println(BenchTable.header(conditions, peak));
    for (Workload workload : workloads) {
      out.flush();
      note(workload);
      BenchReport report = new FixedWorkBenchmark(workload, conditions, stopwatch).run(peak);
      out.println(json ? Json.line(tree(report, peak)) : BenchTable.line(report));
    }
    out.flush();
    return 0;
  }

  private void note(Workload workload) {
    PrintWriter err = command.commandLine().getErr();
    err.println("bench: " + workload);
    err.flush();
  }

  private static Map<String, Object> tree(BenchReport report, double peak) {
    Map<String, Object> tree = report.tree();
    tree.put("peak_gflops_per_core", peak);
    tree.put("kernels", KernelSpeed.provider(report.conditions().precision()));
    tree.put("machine", Machine.current(report.conditions().threads()));
    tree.put("versions", Versions.current());
    return tree;
  }

  private List<Workload> workloads() {
    if (sizes.isEmpty()) return List.copyOf(UNASKED);
    if (sizes.contains(ALL)) return List.of(Workload.values());
    return sizes.stream().map(this::workload).distinct().toList();
  }

  private Workload workload(String word) {
    return Stream.of(Workload.values())
        .filter(workload -> workload.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Choice.unknown(
                    command,
                    "--size",
                    word,
                    Stream.concat(Stream.of(Workload.values()).map(Enum::name), Stream.of(ALL))
                        .toList()));
  }

  private Conditions conditions() {
    return new Conditions(
        Choice.parse(command, "--precision", precision, Precision.class),
        Choice.parse(command, "--gradient", gradient, AdjointChoice.class),
        Threads.checked(threads));
  }

  private Stopwatch stopwatch() {
    try {
      return new Stopwatch(warmUp, repetitions);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
