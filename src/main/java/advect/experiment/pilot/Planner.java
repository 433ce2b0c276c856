package advect.experiment.pilot;

import advect.experiment.Progress;
import advect.experiment.RunInterrupted;
import advect.experiment.RunOptions;
import advect.experiment.ShortTrainings;
import advect.experiment.ShortTrainings.TrainingPace;
import advect.experiment.result.PilotSentence;
import advect.experiment.result.PilotTrial;
import advect.experiment.result.Plan;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import advect.input.InputException;
import advect.numeric.NumericalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a plan: a pilot chooses settings, and if time is short, the iterations are as many as it
 * lasts for.
 *
 * <p>Without a limit of time the plan follows from data, settings and seed, to the bit. With one,
 * its iterations depend on the clock, and so does what they are spent on; the plan has them in
 * numbers, so that whoever trains by it, and is not so slow that time runs out, has the same bits.
 */
public final class Planner {
  /** Of the planned iterations, for all trials together. */
  static final double SHARE = 0.15;

  /** Shorter trials tell nothing. */
  static final int LEAST_ITERATIONS = 45;

  /** At most; code that is warm takes a tenth of the time of the first iterations. */
  private static final int TIMED_ITERATIONS = 200;

  /** Of the time that there is, for the iterations that are timed. */
  private static final double TIMED_SHARE = 0.1;

  private final PilotRequest request;
  private final RunOptions options;
  private final Progress progress;
  private final long start = System.nanoTime();

  private Planner(PilotRequest request, RunOptions options, Progress progress) {
    this.request = request;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Plans.
   *
   * @throws RunInterrupted if it was asked to stop
   * @throws InputException if the table cannot be learned from
   * @throws NumericalException if time is limited and training cannot go on, so that it has no pace
   */
  public static Plan plan(PilotRequest request, RunOptions options, Progress progress) {
    return new Planner(request, options, progress).plan();
  }

  /**
   * Reads a plan that was written as a file.
   *
   * @param settings values to put in its place, the table among them
   * @throws SpecException naming file, line and key of the first mistake
   */
  public static Plan read(Path file, List<String> settings) {
    ExperimentSpec spec = ExperimentSpec.read(file, settings);
    return new Plan(spec, List.of(), Optional.of(PlanText.again(head(file), spec)));
  }

  /** A plan of settings as they are. */
  public static Plan withoutTrials(ExperimentSpec spec) {
    return planned(spec, List.of());
  }

  /** The comments at the head of a file, which has been read before. */
  private static List<String> head(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.takeWhile(line -> line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new SpecException(file + ": cannot be read: " + AtomicFile.reason(e), e);
    }
  }

  private Plan plan() {
    ExperimentSpec asked = request.asked();
    if (asked.training().phases().size() > 1) {
      if (request.pilot()) progress.phase("no pilot: it chooses for a training of one phase only");
      return planned(asked, List.of());
    }
    try (ShortTrainings trainings = new ShortTrainings(options.threads())) {
      Optional<TrainingPace> pace = limited() ? Optional.of(timed(trainings)) : Optional.empty();
      ExperimentSpec fitting = pace.map(p -> fit(asked, p)).orElse(asked);
      List<PilotChoice> choices = choices(fitting);
      if (choices.isEmpty()) {
        tellOfTheLimit(fitting);
        return planned(fitting, List.of());
      }
      int iterations = (int) (SHARE * fitting.training().iterations() / request.trials(choices));
      tellOfThePilot(fitting, choices, iterations);
      Pilot pilot = Pilot.run(request, choices, trainings, iterations, options.stop(), progress);
      progress.phase("pilot: " + PilotSentence.of(pilot.trials()));
      ExperimentSpec chosen = pilot.chosen();
      if (limited()) chosen = fit(chosen, pilot.pace().or(() -> pace).orElseThrow());
      tellOfTheLimit(chosen);
      return planned(chosen, pilot.trials());
    }
  }

  private static Plan planned(ExperimentSpec spec, List<PilotTrial> trials) {
    return new Plan(spec, trials, Optional.of(PlanText.of(spec, trials)));
  }

  /** What there are enough iterations to choose; empty for no pilot. */
  private List<PilotChoice> choices(ExperimentSpec fitting) {
    if (!request.pilot() || request.open().isEmpty()) return List.of();
    int planned = fitting.training().iterations();
    List<PilotChoice> choices = request.open((int) (SHARE * planned / LEAST_ITERATIONS));
    if (choices.isEmpty()) {
      progress.phase(
          "no pilot: trials in %.0f %% of %d iterations would be too short"
              .formatted(100 * SHARE, planned));
    }
    return choices;
  }

  private void tellOfThePilot(ExperimentSpec fitting, List<PilotChoice> choices, int iterations) {
    int trials = request.trials(choices);
    int planned = fitting.training().iterations();
    progress.phase(
        ("a pilot of %d trials of %d iterations, %.0f %% of %d, chooses settings by validation rows;"
                + " --no-pilot keeps them")
            .formatted(trials, iterations, 100.0 * trials * iterations / planned, planned));
  }

  /** Seconds for all, whose end would cut training short. */
  private double limit() {
    ExperimentSpec asked = request.asked();
    return asked.training().last().options().stopping().seconds() * asked.training().members();
  }

  private boolean limited() {
    return limit() < Double.POSITIVE_INFINITY;
  }

  /** Of a few iterations of the settings as they are. */
  private TrainingPace timed(ShortTrainings trainings) {
    int iterations = Math.min(TIMED_ITERATIONS, request.asked().training().iterations());
    ExperimentSpec few = Shortened.trial(request.asked(), iterations);
    return trainings.train(Shortened.withSeconds(few, TIMED_SHARE * limit()), Progress.NONE).pace();
  }

  /** With the time that is left as that of its training. */
  private ExperimentSpec fit(ExperimentSpec spec, TrainingPace pace) {
    double elapsed = (System.nanoTime() - start) * 1e-9;
    double least = TIMED_SHARE * limit(); // for a table that took all the time to read
    double left = Math.max(least, limit() - elapsed) / spec.training().members();
    double rounded = Math.max(1e-3, Math.rint(left * 1e3) / 1e3);
    return new TimeBudget(rounded).fit(Shortened.withSeconds(spec, rounded), pace);
  }

  private void tellOfTheLimit(ExperimentSpec spec) {
    int asked = request.asked().training().iterations();
    int planned = spec.training().iterations();
    if (planned == asked) return;
    progress.phase(
        "%d iterations instead of %d, so that the learning rate comes to its end in %.0f s"
            .formatted(planned, asked, limit()));
  }
}
