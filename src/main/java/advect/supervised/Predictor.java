package advect.supervised;

import advect.flow.dynamics.FlowDynamics;
import advect.gradient.DifferentiableSystem;
import advect.input.InputException;
import advect.kernel.Precision;
import advect.ode.Integrator;
import advect.ode.SolveException;
import advect.ode.Solver;
import advect.ode.StepObserver;
import advect.parallel.Parallelism;
import advect.parallel.RowPanels;
import advect.parallel.Shard;
import advect.parallel.ShardPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A net with parameters, applied with any solver; the solver of training is only one of them.
 *
 * <p>Rows are solved in shards cut by position: the same bits for any number of threads. Threads:
 * immutable; safe to share.
 */
public final class Predictor {
  private final NeuralOde net;
  private final double[] theta;
  private final Solver solver;
  private final Precision precision;
  private final Parallelism parallelism;

  /** A net whose parameters are copied, in float32 on all cores. */
  public Predictor(NeuralOde net, double[] theta, Solver solver) {
    this(net, theta, solver, Precision.FLOAT32, Parallelism.DEFAULT);
  }

  /** A net whose parameters are copied. */
  public Predictor(
      NeuralOde net, double[] theta, Solver solver, Precision precision, Parallelism parallelism) {
    this.net = net;
    this.theta = theta.clone();
    this.solver = solver;
    this.precision = precision;
    this.parallelism = parallelism;
    new BoundNet(net, precision).parameters(theta); // refuses another length here and now
  }

  /**
   * Outputs and what they cost.
   *
   * @param outputs {@code [rows][out]}
   * @param evaluations of the field, averaged over shards
   */
  public record Prediction(DMatrixRMaj outputs, double evaluations) {}

  /**
   * The outputs of rows: numbers for regression, logits for classes.
   *
   * @param rows {@code [rows][in]}, read only
   * @return {@code [rows][out]}
   * @throws InputException if there is no row, columns are not the net's, or a value is not finite
   * @throws SolveException if a solve does not reach its end
   */
  public DMatrixRMaj predict(DMatrixRMaj rows) {
    return evaluate(rows).outputs();
  }

  /** As {@link #predict}, with the number of evaluations. */
  public Prediction evaluate(DMatrixRMaj rows) {
    DMatrixRMaj outputs = new DMatrixRMaj(rows.numRows, net.out());
    double evaluations =
        run(
            rows,
            new double[] {0, 1},
            (worker, shard, time, h) -> {
              if (time == 0) return;
              double[] y = new double[net.out() * shard.count()];
              worker.head(shard.count()).forward(h, y);
              RowPanels.scatter(y, shard, outputs);
            });
    return new Prediction(outputs, evaluations);
  }

  /**
   * Where rows are on their way.
   *
   * @param rows {@code [rows][in]}, read only
   * @param times strictly ascending and finite, the first of them 0
   * @return h {@code [rows][field.dim()]} at each time
   * @throws InputException as {@link #predict}
   * @throws IllegalArgumentException if times are others
   * @throws SolveException as {@link #predict}
   */
  public List<DMatrixRMaj> path(DMatrixRMaj rows, double[] times) {
    if (times.length == 0 || times[0] != 0) {
      throw new IllegalArgumentException(
          "expected times that begin with 0, got " + Arrays.toString(times));
    }
    for (int k = 1; k < times.length; k++) {
      if (!(times[k] > times[k - 1] && Double.isFinite(times[k]))) {
        throw new IllegalArgumentException(
            "time %d is %s after %s: expected ascending, finite times"
                .formatted(k + 1, times[k], times[k - 1]));
      }
    }
    List<DMatrixRMaj> path = new ArrayList<>();
    for (int k = 0; k < times.length; k++) {
      path.add(new DMatrixRMaj(rows.numRows, net.field().dim()));
    }
    run(rows, times, (worker, shard, time, h) -> RowPanels.scatter(h, shard, path.get(time)));
    return path;
  }

  /** Hears of the state of a shard at one of the times. */
  private interface Stop {
    void at(BoundNet worker, Shard shard, int time, double[] h);
  }

  private double run(DMatrixRMaj rows, double[] times, Stop stop) {
    if (rows.numRows < 1 || rows.numCols != net.in()) {
      throw new InputException(
          "Expected rows of %d inputs, at least one, got [%d][%d]."
              .formatted(net.in(), rows.numRows, rows.numCols));
    }
    Examples.requireFinite("input", rows);
    int[] evaluations = new int[Shard.count(rows.numRows, parallelism.shardSize())];
    try (ShardPool<BoundNet> pool = new ShardPool<>(parallelism.threads(), this::worker)) {
      pool.run(
          rows.numRows,
          parallelism.shardSize(),
          (worker, shard) -> evaluations[shard.index()] = run(worker, rows, shard, times, stop));
    }
    return Arrays.stream(evaluations).average().orElse(0);
  }

  private BoundNet worker() {
    BoundNet worker = new BoundNet(net, precision);
    worker.parameters(theta);
    return worker;
  }

  private int run(BoundNet worker, DMatrixRMaj rows, Shard shard, double[] times, Stop stop) {
    int samples = shard.count();
    FlowDynamics dynamics = worker.dynamics(samples);
    DifferentiableSystem.Evaluation evaluation = dynamics.evaluation();
    Integrator integrator = solver.integrator(dynamics.stateSize());
    double[] x = new double[net.in() * samples];
    double[] h = new double[dynamics.stateSize()];
    RowPanels.gather(rows, shard, x);
    worker.input(samples).forward(x, h);
    stop.at(worker, shard, 0, h);
    int evaluations = 0;
    for (int k = 1; k < times.length; k++) {
      evaluations +=
          integrator
              .integrate(evaluation::forward, times[k - 1], times[k], h, StepObserver.NONE)
              .orThrow()
              .evaluations();
      stop.at(worker, shard, k, h);
    }
    return evaluations;
  }
}
