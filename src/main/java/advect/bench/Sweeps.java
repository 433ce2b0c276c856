package advect.bench;

import advect.bench.Sweep.PlannedWork;
import advect.bench.Sweep.WorkKind;
import advect.kernel.Precision;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The questions of the cost curves: sizes double, around those of the fixed work. */
final class Sweeps {
  /** The name of the sweep in which the work stays the same. */
  static final String THREADS = "threads";

  private static final WorkShape SMALL = new WorkShape(2, 64, 3, 512, TraceChoice.EXACT, 16);
  private static final WorkShape LARGE = SMALL.withRows(2048);
  private static final WorkShape SHARD = SMALL.withRows(128);
  private static final Conditions ONE_THREAD =
      new Conditions(Precision.FLOAT32, AdjointChoice.CHECKPOINTED, 1);

  private Sweeps() {}

  /** All of them, for a machine with {@code cores} cores. */
  static List<Sweep> on(int cores) {
    return List.of(
        new Sweep(
            "rows",
            "rows in a batch",
            words("2 dimensions", "3 x 64 units", "exact trace", "16 steps", "1 thread"),
            doubling(32, 4096),
            List.of(kind("checkpointed", SMALL::withRows))),
        new Sweep(
            "dimensions",
            "dimensions",
            words("128 rows", "3 x 64 units", "16 steps", "1 thread"),
            doubling(2, 64),
            List.of(
                kind("exact trace", SHARD::withDim),
                kind("one probe", SHARD.withTrace(TraceChoice.ONE_PROBE)::withDim))),
        new Sweep(
            "width",
            "units in a hidden layer",
            words("128 rows", "2 dimensions", "3 layers", "exact trace", "16 steps", "1 thread"),
            doubling(16, 512),
            List.of(kind("checkpointed", SHARD::withWidth))),
        new Sweep(
            "steps",
            "steps of a solve",
            words("128 rows", "2 dimensions", "3 x 64 units", "exact trace", "1 thread"),
            doubling(8, 1024),
            List.of(
                kind("checkpointed", SHARD::withSteps),
                new WorkKind("continuous", steps -> task(SHARD.withSteps(steps), continuous())))),
        new Sweep(
            THREADS,
            "threads",
            words("2048 rows", "2 dimensions", "3 x 64 units", "exact trace", "16 steps"),
            threads(cores),
            List.of(new WorkKind("checkpointed", n -> task(LARGE, threadsOf(n))))));
  }

  private static WorkKind kind(String name, IntFunction<WorkShape> shape) {
    return new WorkKind(name, value -> task(shape.apply(value), ONE_THREAD));
  }

  private static PlannedWork task(WorkShape shape, Conditions conditions) {
    return new PlannedWork(shape, conditions);
  }

  private static Conditions continuous() {
    return new Conditions(Precision.FLOAT32, AdjointChoice.CONTINUOUS, 1);
  }

  private static Conditions threadsOf(int n) {
    return new Conditions(Precision.FLOAT32, AdjointChoice.CHECKPOINTED, n);
  }

  private static String words(String... words) {
    return String.join(", ", words);
  }

  /** {@code from}, twice that, and so on up to {@code to}. */
  static List<Integer> doubling(int from, int to) {
    return IntStream.iterate(from, n -> n <= to, n -> 2 * n).boxed().toList();
  }

  /** 1, 2, 4 and so on, and all cores. */
  static List<Integer> threads(int cores) {
    return IntStream.concat(
            doubling(1, cores).stream().mapToInt(Integer::intValue), IntStream.of(cores))
        .distinct()
        .boxed()
        .toList();
  }
}
