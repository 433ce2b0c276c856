package advect.experiment.result;

import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results that several tests need. */
public final class Fixtures {
  private Fixtures() {}

  /** The metrics of an experiment on a toy, in round numbers. */
  public static Metrics metrics(String name) {
    return metrics(name, null);
  }

  /** The metrics of an experiment on a table of 100 training, 100 validation, 1000 test rows. */
  public static Metrics metricsOfTable(String name) {
    return metrics(
        name,
        new Metrics.TableFigures(
            100,
            100,
            new Metrics.Dequantized(2.5, 0.02, 1.5, Double.NaN),
            List.of(),
            List.of(
                new Metrics.BaselineScore(
                    "gaussian", "Gaussian", 3, 0.01, new Metrics.Lead(-0.5, 0.02), 0.1, List.of()),
                new Metrics.BaselineScore(
                    "kernel",
                    "kernel density",
                    2.75,
                    0.01,
                    new Metrics.Lead(-0.25, 0.02),
                    0.1,
                    List.of())),
            new Metrics.Calibration(0.02, 0.5),
            Metrics.Measure.PLAIN));
  }

  /** The metrics of a study of irregular series. */
  public static StudyMetrics study(
      Map<String, Double> test, Map<String, Double> reference, Map<String, Double> time) {
    return new StudyMetrics(
        "spirals",
        "latent",
        1,
        "as told",
        Map.of(),
        new Provenance(new Machine("cpu", 2, 1, "os"), new Versions("1", "17", "0")),
        new StudyMetrics.Measured(test, reference, time));
  }

  /** Those of a toy or, with a table, of an experiment on it. */
  public static Metrics metrics(String name, Metrics.@Nullable TableFigures table) {
    return metrics(
        name,
        new Metrics.Test(1000, 2.4, 0.01, 2.39, 0.01, 0.001),
        new Metrics.Checks(1.0002, 1e-5, 1e-6, 1e-7, Double.NaN, 0, null),
        table);
  }

  /** Those of a toy with other findings. */
  public static Metrics metrics(String name, Metrics.Test test, Metrics.Checks checks) {
    return metrics(name, test, checks, null);
  }

  private static Metrics metrics(
      String name, Metrics.Test test, Metrics.Checks checks, Metrics.@Nullable TableFigures table) {
    return new Metrics(
        new Metrics.Subject(
            name, 2, 1, ExperimentSpec.of(name, new DataSpec.ToySpec("two-moons")).tree()),
        new Provenance(
            new Machine("some processor", 2, 2, "Linux amd64"), new Versions("1.0", "17", "0.44")),
        test,
        new Metrics.Nfe(30, 40, 110, 98),
        new Metrics.Time(61.4, 80.5, 95.5, 0.02, 1e5, 2e5),
        checks,
        table);
  }
}
