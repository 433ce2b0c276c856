package advect.study;

import advect.experiment.Progress;
import advect.experiment.RunOptions;
import advect.experiment.result.Json;
import advect.experiment.result.Provenance;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.result.StudyMetrics;
import advect.file.FileException;
import advect.plot.chart.Figure;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** A study from its specification to its results. */
public final class StudyRun {
  private StudyRun() {}

  /**
   * Runs a study and writes {@code metrics.json} and its pictures. The total of a run that went on
   * includes what earlier ones trained.
   *
   * @throws advect.experiment.RunInterrupted if it was asked to stop while training
   * @throws FileException if results or a checkpoint cannot be written, or the latter is to be
   *     resumed and cannot be
   */
  public static StudyMetrics run(
      Study study, ResultsDirectory out, RunOptions options, Progress progress) {
    Timer timer = Timer.started();
    Trainings trainings = Trainings.beside(out, options, progress);
    Findings findings = study.run(options.threads(), trainings, progress);
    Map<String, Double> time = new LinkedHashMap<>(findings.time());
    time.put("total", trainings.secondsBefore() + timer.seconds());
    StudyMetrics metrics =
        new StudyMetrics(
            study.name(),
            study.kind(),
            study.seed(),
            findings.protocol(),
            study.tree(),
            Provenance.current(options.threads()),
            new StudyMetrics.Measured(findings.test(), findings.reference(), time));
    progress.phase("drawing");
    out.replace(
        directory -> {
          Files.writeString(directory.resolve("metrics.json"), Json.file(metrics));
          for (Map.Entry<String, Figure> picture : findings.pictures().entrySet()) {
            picture.getValue().writePng(directory.resolve(picture.getKey() + ".png"));
          }
        });
    trainings.forget(progress);
    return metrics;
  }
}
