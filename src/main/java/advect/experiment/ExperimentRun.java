package advect.experiment;

import advect.baseline.Baseline;
import advect.experiment.check.MassCheck;
import advect.experiment.learned.Blend;
import advect.experiment.learned.Fits;
import advect.experiment.learned.FittedMethod;
import advect.experiment.learned.Learned;
import advect.experiment.learned.Members;
import advect.experiment.result.BlendTrial;
import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.Plan;
import advect.experiment.result.Provenance;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.EvaluateSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.FineTolerance;
import advect.experiment.spec.Method;
import advect.file.FileException;
import advect.flow.Density;
import advect.flow.FlowSettings;
import advect.input.Spelling;
import advect.model.ModelFile;
import advect.model.Percentiles;
import advect.model.StoredModel;
import advect.ode.SolveException;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** An experiment from its specification to its results: train, evaluate, check, draw, write. */
public final class ExperimentRun {
  /** For the mass, however few samples are wanted. */
  private static final int FEWEST_DRAWS = 4096;

  private static final double NANOS = 1e9;

  private final Plan plan;
  private final ExperimentSpec spec;
  private final RunOptions options;
  private final Progress progress;
  private final Blueprint blueprint;

  private ExperimentRun(Plan plan, RunOptions options, Progress progress) {
    this.plan = plan;
    spec = plan.spec();
    this.options = options;
    this.progress = progress;
    blueprint = new Blueprint(spec, options.threads());
  }

  /**
   * Runs an experiment and writes its results.
   *
   * @throws RunInterrupted if it was asked to stop while training
   * @throws FileException if results or the checkpoint cannot be written, or the latter is to be
   *     resumed and cannot be
   * @throws advect.input.InputException if the data cannot be learned from
   * @throws advect.train.TrainingException if training cannot go on
   * @throws RunException if training led nowhere or a later solve failed
   */
  public static Metrics run(
      ExperimentSpec spec, ResultsDirectory out, RunOptions options, Progress progress) {
    return run(Plan.of(spec), out, options, progress);
  }

  /** The same of a plan, which becomes a part of the results. */
  public static Metrics run(
      Plan plan, ResultsDirectory out, RunOptions options, Progress progress) {
    return new ExperimentRun(plan, options, progress).run(out);
  }

  private Metrics run(ResultsDirectory out) {
    try (Source source = Source.of(spec)) {
      return run(source, out);
    }
  }

  private void tellOfPrecision(FlowSettings evaluation) {
    if (evaluation.resolved().precision() == evaluation.precision()) return;
    progress.phase("evaluate.solver: " + new FineTolerance(evaluation.solver()).takeover());
  }

  private Metrics run(Source source, ResultsDirectory out) {
    Fits fits = source.fits(spec.seed());
    if (spec.model().method().isFitted()) return judged(fitted(fits), fits, source, out);
    MemberTraining trainer = new MemberTraining(spec, options, progress, out);
    Members members = trainer.run(source);
    Metrics metrics = judged(blended(members, fits), fits, source, out);
    trainer.forget();
    return metrics;
  }

  private Learned blended(Members members, Fits fits) {
    List<Method> asked = spec.training().ensemble().blend();
    if (asked.isEmpty()) return members;
    Learned blend =
        phase(
            "blending",
            () ->
                Blend.of(
                    members,
                    asked,
                    fits,
                    Rows.spread(fits.judges(), Blend.MOST_ROWS),
                    blueprint.evaluation()));
    if (!blend.blend().isEmpty()) progress.phase("blend: " + BlendTrial.sentence(blend.blend()));
    return blend;
  }

  /** A fit leaves nothing unfinished, so there is nothing to resume. */
  private Learned fitted(Fits fits) {
    Method method = spec.model().method();
    if (options.resume()) progress.phase("nothing to resume: a fit is made anew");
    progress.phase("fitting by method " + Spelling.of(method));
    FittedMethod fit = fits.of(method);
    fit.baseline().notes().forEach(progress::phase);
    return fit;
  }

  /** Evaluates, checks, draws and writes. */
  private Metrics judged(Learned trained, Fits fits, Source source, ResultsDirectory out) {
    double trainCpuSeconds = cpuSeconds();
    FlowSettings settings = blueprint.evaluation();
    Density density = trained.density(settings);
    EvaluateSpec evaluate = spec.evaluate();
    if (!spec.model().method().isFitted()) tellOfPrecision(settings);
    HeldOutEvaluation evaluation =
        phase(
            "scoring and sampling",
            () -> HeldOutEvaluation.of(density, source, evaluate.samples(), spec.seed()));
    Metrics.Checks checks =
        phase("checking the numbers", () -> checks(density, source, trained.skipped()));
    Optional<TableJudge> judge = source.table().map(t -> new TableJudge(t, density, evaluation));
    Metrics.@Nullable TableFigures table =
        judge
            .map(j -> phase("fitting baselines", () -> j.judge(spec.model().method(), fits)))
            .orElse(null);
    Metrics.Time time = time(trained, trainCpuSeconds, evaluation);
    Metrics metrics = metrics(source.columns().size(), time, trained, evaluation, checks, table);
    Optional<Percentiles> percentiles =
        judge.map(j -> phase("ranking training rows", j::percentiles));
    Optional<String> extremes =
        judge.map(j -> phase("ranking test rows", j::extremes).csv(percentiles.orElseThrow()));
    Pictures pictures =
        new Pictures(trained, blueprint.picture(), source, spec.training().phases(), evaluation);
    StoredModel model =
        new StoredModel(
            density, source.columns(), preprocessing(source), card(metrics, source, percentiles));
    phase(
        "drawing",
        () -> {
          out.replace(
              directory -> {
                Files.writeString(directory.resolve("metrics.json"), MetricsFormat.write(metrics));
                if (plan.file().isPresent()) {
                  Files.writeString(directory.resolve(ResultsDirectory.PLAN), plan.file().get());
                }
                writeLosses(directory, trained, source);
                if (extremes.isPresent()) {
                  Files.writeString(directory.resolve(ResultsDirectory.EXTREMES), extremes.get());
                }
                ModelFile.write(directory.resolve(ResultsDirectory.MODEL), model);
                pictures.writeTo(directory, evaluate.grid());
              });
          return metrics;
        });
    return metrics;
  }

  /** A table a member, numbered from the second on. */
  private void writeLosses(Path directory, Learned trained, Source source) throws IOException {
    for (int k = 0; k < trained.trained().size(); k++) {
      TrainingResult training = trained.trained().get(k).training();
      Files.writeString(
          directory.resolve(k == 0 ? "loss.csv" : "loss-%d.csv".formatted(k + 1)),
          LossTable.csv(training, source, spec.training().phases()));
    }
  }

  private static Map<String, Object> preprocessing(Source source) {
    return source.table().map(table -> table.preprocessing().tree()).orElse(Map.of());
  }

  private static Map<String, Object> card(
      Metrics metrics, Source source, Optional<Percentiles> percentiles) {
    Map<String, Object> card = ModelCard.of(metrics, source);
    percentiles.ifPresent(p -> card.put(Percentiles.KEY, p.tree()));
    return card;
  }

  private <T> T phase(String what, Supplier<T> work) {
    progress.phase(what);
    try {
      return work.get();
    } catch (SolveException e) {
      throw new RunException(
          "while %s, %s (keys of evaluate.solver); --resume keeps the training"
              .formatted(what, e.getMessage()),
          e);
    }
  }

  private Metrics.Checks checks(Density density, Source source, int skipped) {
    DMatrixRMaj few = Rows.head(source.held().test(), spec.evaluate().checkPoints());
    int draws = Math.max(FEWEST_DRAWS, Math.min(spec.evaluate().samples(), MassCheck.DRAWS));
    return new EvaluationChecks(density, blueprint.evaluation(), few)
        .run(spec.model().flow().trace(), draws, spec.seed(), skipped);
  }

  private Metrics metrics(
      int dim,
      Metrics.Time time,
      Learned trained,
      HeldOutEvaluation evaluation,
      Metrics.Checks checks,
      Metrics.@Nullable TableFigures table) {
    List<TrainingStep> solved = trained.solved(spec.training().phases());
    return new Metrics(
        new Metrics.Subject(
            spec.name(),
            dim,
            spec.seed(),
            spec.tree(),
            plan.trials(),
            trained.fit().map(Baseline::name).orElse(null),
            trained.blend()),
        Provenance.current(options.threads()),
        evaluation.test(),
        new Metrics.Nfe(
            mean(solved, step -> step.loss().forwardEvaluations()),
            mean(solved, step -> step.loss().backwardEvaluations()),
            trained.fit().isPresent() ? Double.NaN : evaluation.scored().evaluations(),
            trained.fit().isPresent() ? Double.NaN : evaluation.drawn().evaluations()),
        time,
        checks,
        table);
  }

  /** Of all processors since the process began; NaN where the system does not tell. */
  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(duration -> duration.toNanos() / NANOS)
        .orElse(Double.NaN);
  }

  private static Metrics.Time time(
      Learned trained, double trainCpuSeconds, HeldOutEvaluation evaluation) {
    return new Metrics.Time(
        trained.seconds(),
        trainCpuSeconds,
        cpuSeconds(),
        trained.seconds() / trained.iterations(),
        evaluation.scored().pointsPerSecond(),
        evaluation.drawn().pointsPerSecond());
  }

  private static double mean(List<TrainingStep> steps, ToDoubleFunction<TrainingStep> value) {
    return steps.stream().mapToDouble(value).average().orElse(Double.NaN);
  }
}
