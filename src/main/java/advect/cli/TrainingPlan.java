package advect.cli;

import advect.experiment.Progress;
import advect.experiment.RunOptions;
import advect.experiment.pilot.PilotRequest;
import advect.experiment.pilot.Planner;
import advect.experiment.result.Metrics;
import advect.experiment.result.Plan;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.result.SavedPlan;

/** Plans before it runs; a run that goes on has the plan with which it began. */
record TrainingPlan(PilotRequest request, Runner runner) {
  /** As {@link Runner#run}, of the plan that is made for what was asked. */
  Metrics run(Plan asked, ResultsDirectory out, RunOptions options, Progress progress) {
    SavedPlan saved = SavedPlan.of(out, request.identity());
    Plan plan =
        options.resume()
            ? saved.read().orElseGet(() -> Planner.plan(request, options, progress))
            : Planner.plan(request, options, progress);
    if (isWorthKeeping(plan)) saved.write(plan);
    else saved.forget();
    Metrics metrics = runner.run(plan, out, options, progress);
    saved.forget();
    return metrics;
  }

  /** If it took time, or would be another one the next time. */
  private boolean isWorthKeeping(Plan plan) {
    return !plan.trials().isEmpty()
        || plan.spec().training().iterations() != request.asked().training().iterations();
  }
}
