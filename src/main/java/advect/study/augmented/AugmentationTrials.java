package advect.study.augmented;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.Section;
import advect.field.layered.Mlp;
import advect.gradient.CheckpointedAdjoint;
import advect.input.Spelling;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.parallel.ShardPool;
import advect.study.JointProgress;
import advect.study.Trainings;
import advect.supervised.Examples;
import advect.supervised.Fit;
import advect.supervised.FitOptions;
import advect.supervised.Loss;
import advect.supervised.NeuralOde;
import advect.supervised.Predictor;
import advect.train.objective.LossReport;
import advect.train.objective.SolveOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Neural ODEs without and with coordinates that begin at zero, trained alike a few times each.
 *
 * @param augment coordinates that the augmented ones have more
 * @param hidden widths of the field's hidden layers
 * @param activation after each of them
 * @param tolerance of Dormand-Prince 5(4) in training and evaluation
 * @param epochs of Adam at rate 1e-3
 * @param runs each with its own starting values, order of examples and, if random, examples
 */
record AugmentationTrials(
    int augment,
    List<Integer> hidden,
    Activation activation,
    double tolerance,
    int epochs,
    int runs) {
  static final String[] KEYS = {"augment", "hidden", "activation", "tolerance", "epochs", "runs"};

  private static final int BATCH = 64;

  AugmentationTrials {
    Check.between("augment", augment, 1, 1000);
    hidden = List.copyOf(hidden);
    Check.positive("tolerance", tolerance);
    Check.between("epochs", epochs, 1, 1_000_000);
    Check.between("runs", runs, 1, 1000);
  }

  /** Reads {@link #KEYS}. */
  static AugmentationTrials read(Section s, AugmentationTrials fallback) {
    return new AugmentationTrials(
        s.whole("augment", fallback.augment),
        s.wholes("hidden", fallback.hidden),
        s.choice("activation", fallback.activation),
        s.number("tolerance", fallback.tolerance),
        s.whole("epochs", fallback.epochs),
        s.whole("runs", fallback.runs));
  }

  /** Adds {@link #KEYS} as they are read. */
  void write(Map<String, Object> tree) {
    tree.put("augment", augment);
    tree.put("hidden", hidden);
    tree.put("activation", Spelling.of(activation));
    tree.put("tolerance", tolerance);
    tree.put("epochs", epochs);
    tree.put("runs", runs);
  }

  /** A net that was trained, and what it does. */
  record Trial(Fit fit, Predictor predictor) {}

  /** The trials of one variant. */
  record Trials(List<Trial> each) {
    /** Mean over the runs. */
    double mean(ToDoubleFunction<Trial> figure) {
      return each.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Mean over runs and over the iterations of each epoch; an epoch an entry. */
    double[] byEpoch(int epochs, ToDoubleFunction<LossReport> figure) {
      double[] means = new double[epochs];
      for (int epoch = 0; epoch < epochs; epoch++) {
        int at = epoch;
        means[epoch] = mean(trial -> epochMean(trial.fit().history(), at, epochs, figure));
      }
      return means;
    }

    private static double epochMean(
        List<LossReport> history, int epoch, int epochs, ToDoubleFunction<LossReport> figure) {
      int from = (int) ((long) epoch * history.size() / epochs);
      int to = (int) ((epoch + 1L) * history.size() / epochs);
      return history.subList(from, to).stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
  }

  /**
   * Nets to train.
   *
   * @param name of their trainings, which have the numbers of the runs besides
   * @param net with coordinates to spare or without
   * @param examples of a run
   * @param seed of the first run
   */
  record Variant(String name, NeuralOde net, IntFunction<Examples> examples, long seed) {}

  /** Trains all runs of one variant. */
  Trials train(Variant variant, int threads, Trainings trainings, Progress progress) {
    List<Trial> trials = new ArrayList<>(Collections.nCopies(runs, null));
    JointProgress joint = new JointProgress(progress, runs);
    try (ShardPool<SolveOptions> pool = new ShardPool<>(threads, this::engine)) {
      pool.run(
          runs,
          1,
          (engine, run) -> {
            JointProgress.Share shown = joint.fit(1);
            Fit fit = train(variant, run.index(), engine, trainings, shown.training(0));
            shown.over();
            trials.set(run.index(), new Trial(fit, fit.predictor(solver(), engine)));
          });
    }
    return new Trials(List.copyOf(trials));
  }

  private Fit train(
      Variant variant, int run, SolveOptions engine, Trainings trainings, Progress progress) {
    FitOptions options =
        new FitOptions(epochs, BATCH, 0, Adam.DEFAULT, new Schedule.Constant(), variant.seed + run);
    Examples examples = variant.examples.apply(run);
    return trainings
        .run(
            variant.name + "-" + run,
            options.iterations(examples.rows()),
            progress,
            (listener, control) ->
                Fit.of(variant.net, examples, Loss.SMOOTH_L1, engine, options, listener, control))
        .model();
  }

  /** The field of a net on so many coordinates. */
  Mlp field(int dim) {
    return new Mlp(dim, hidden, activation);
  }

  private SolveOptions engine() {
    return new SolveOptions(
        new CheckpointedAdjoint(solver()), Precision.FLOAT32, new Parallelism(BATCH, 1));
  }

  private RungeKutta solver() {
    return new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(tolerance));
  }

  /** How they were trained, as a sentence of a protocol. */
  String describe() {
    return ("Fields are perceptrons of hidden widths %s with %s units that see the time, in"
            + " float32; dopri5 at tolerance %s, gradients by the checkpointed adjoint; smooth L1"
            + " loss, Adam at rate 1e-3, batches of %d, %d epochs; means of %d runs.")
        .formatted(hidden, Spelling.of(activation), tolerance, BATCH, epochs, runs);
  }
}
