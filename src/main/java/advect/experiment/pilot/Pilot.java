package advect.experiment.pilot;

import advect.experiment.Progress;
import advect.experiment.RunInterrupted;
import advect.experiment.ShortTrainings;
import advect.experiment.ShortTrainings.Outcome;
import advect.experiment.ShortTrainings.TrainingPace;
import advect.experiment.pilot.PilotChoice.PilotChange;
import advect.experiment.result.PilotTrial;
import advect.experiment.result.PilotTrial.PilotScore;
import advect.experiment.spec.ExperimentSpec;
import advect.input.InputException;
import advect.numeric.Estimate;
import advect.numeric.NumericalException;
import advect.train.StopRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses settings one after another: each change is tried on what was chosen before it, in a short
 * training of the same iterations, batches and first parameters, and kept if it is better on the
 * same validation rows by more than chance explains.
 */
final class Pilot {
  /**
   * Standard errors of the mean difference that a change must be better by: of changes that change
   * nothing, one in 44 is kept.
   */
  private static final double ERRORS = 2;

  private final ShortTrainings trainings;
  private final int iterations;
  private final StopRequest stop;
  private final PilotProgress progress;
  private final List<PilotTrial> trials = new ArrayList<>();
  private ExperimentSpec chosen;
  private Optional<Outcome> incumbent = Optional.empty();

  private Pilot(
      ExperimentSpec start,
      ShortTrainings trainings,
      int iterations,
      StopRequest stop,
      PilotProgress progress) {
    this.chosen = start;
    this.trainings = trainings;
    this.iterations = iterations;
    this.stop = stop;
    this.progress = progress;
  }

  /**
   * Makes all trials.
   *
   * @param choices that are made, in this order
   * @param iterations of each
   * @throws RunInterrupted if it was asked to stop
   * @throws InputException if the table cannot be learned from
   */
  static Pilot run(
      PilotRequest request,
      List<PilotChoice> choices,
      ShortTrainings trainings,
      int iterations,
      StopRequest stop,
      Progress progress) {
    PilotProgress all = new PilotProgress(progress, request.trials(choices), iterations);
    Pilot pilot = new Pilot(request.asked(), trainings, iterations, stop, all);
    pilot.start();
    for (PilotChoice choice : choices) {
      choice.candidates(pilot.chosen, request.dim()).forEach(pilot::attempt);
    }
    return pilot;
  }

  /** The settings that were chosen, with all their iterations. */
  ExperimentSpec chosen() {
    return chosen;
  }

  List<PilotTrial> trials() {
    return trials;
  }

  /** Of the settings that were chosen, unless they could not be trained. */
  Optional<TrainingPace> pace() {
    return incumbent.map(Outcome::pace);
  }

  private void start() {
    PilotChange asIs = new PilotChange(PilotTrial.START, "settings by size", chosen);
    try {
      Outcome outcome = train(asIs);
      incumbent = Optional.of(outcome);
      add(asIs, new Verdict(score(outcome), true), outcome.pace().whole());
    } catch (NumericalException e) {
      addFailed(asIs, true, e);
    }
  }

  private void attempt(PilotChange change) {
    try {
      Outcome outcome = train(change);
      Verdict verdict = judge(outcome);
      add(change, verdict, outcome.pace().whole());
      if (!verdict.better) return;
      chosen = change.spec();
      incumbent = Optional.of(outcome);
    } catch (InputException | NumericalException e) {
      addFailed(change, false, e);
    }
  }

  private Outcome train(PilotChange change) {
    if (stop.requested()) {
      throw new RunInterrupted(
          "stopped while a pilot chose settings, of which nothing is saved; the same call begins it"
              + " again");
    }
    progress.begins(change);
    return trainings.train(Shortened.trial(change.spec(), iterations), progress);
  }

  private record Verdict(PilotScore score, boolean better) {}

  /** One that cannot score loses against any that can. */
  private Verdict judge(Outcome outcome) {
    Optional<double[]> before = incumbent.flatMap(Outcome::logDensity);
    Optional<double[]> now = outcome.logDensity();
    if (before.isEmpty() || now.isEmpty()) return new Verdict(score(outcome), now.isPresent());
    double[] rows = before.get().clone();
    for (int i = 0; i < rows.length; i++) rows[i] -= now.get()[i];
    Estimate difference = Estimate.of(rows);
    return new Verdict(
        new PilotScore(nll(outcome), difference.mean(), difference.standardError()),
        -difference.mean() > ERRORS * difference.standardError());
  }

  private static PilotScore score(Outcome outcome) {
    return new PilotScore(nll(outcome), Double.NaN, Double.NaN);
  }

  private static double nll(Outcome outcome) {
    return outcome.logDensity().map(logp -> -Estimate.of(logp).mean()).orElse(Double.NaN);
  }

  private void add(PilotChange change, Verdict verdict, double seconds) {
    boolean scored = Double.isFinite(verdict.score.validationNll());
    String reason = scored ? "" : "its flow could not be solved for all validation rows";
    add(
        new PilotTrial(
            change.key(),
            change.value(),
            iterations,
            verdict.score,
            seconds,
            verdict.better,
            reason));
  }

  private void addFailed(PilotChange change, boolean isChosen, RuntimeException e) {
    add(
        new PilotTrial(
            change.key(),
            change.value(),
            iterations,
            PilotScore.NONE,
            Double.NaN,
            isChosen,
            String.valueOf(e.getMessage())));
  }

  private void add(PilotTrial trial) {
    trials.add(trial);
    progress.ended(trial);
  }
}
