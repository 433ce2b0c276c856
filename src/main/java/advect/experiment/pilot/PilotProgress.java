package advect.experiment.pilot;

import advect.experiment.Progress;
import advect.experiment.pilot.PilotChoice.PilotChange;
import advect.experiment.result.PilotTrial;
import advect.experiment.result.PilotTrial.PilotScore;
import advect.numeric.Estimate;
import java.util.List;

/** The iterations of all trials as those of one work, and what each came to. */
final class PilotProgress implements Progress {
  private final Progress progress;
  private final int total;
  private final int iterations;
  private int ended;
  private String change = "";

  PilotProgress(Progress progress, int trials, int iterations) {
    this.progress = progress;
    this.iterations = iterations;
    total = trials * iterations;
  }

  void begins(PilotChange candidate) {
    change = candidate.key() + ": " + candidate.value();
  }

  void ended(PilotTrial trial) {
    ended++;
    progress.phase("pilot, " + sentence(trial));
  }

  private static String sentence(PilotTrial trial) {
    if (!trial.reason().isEmpty()) return trial.change() + ": left out: " + trial.reason();
    PilotScore score = trial.score();
    if (trial.choice().equals(PilotTrial.START)) {
      return "%s: NLL %.3f of validation rows".formatted(trial.change(), score.validationNll());
    }
    return "%s: %s nats, %s"
        .formatted(
            trial.change(),
            new Estimate(score.difference(), score.standardErrorOfDifference()).text(),
            trial.chosen() ? "chosen" : "not chosen");
  }

  @Override
  public void phase(String what) {
    progress.phase(what);
  }

  @Override
  public void iteration(int done, int ofTrial, List<String> notes) {
    progress.iteration(ended * iterations + done, total, List.of(change));
  }
}
