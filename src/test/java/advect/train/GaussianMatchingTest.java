package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.matching.FlowMatching;
import advect.train.objective.Batches;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Normal data, for which the best field has a closed form. */
class GaussianMatchingTest {
  private static final RandomStreams STREAMS = new RandomStreams(6);
  private static final GaussianPaths LINE = new GaussianPaths(List.of(1.5), List.of(0.5));
  private static final GaussianPaths PLANE =
      new GaussianPaths(List.of(-1.0, 0.5), List.of(1.2, 0.7));

  /**
   * At the best field each component of the gradient has mean 0. Over 40 independent batches, mean
   * and deviation make a Student t of 39 degrees of freedom: of 15 components one is beyond 6 in 15
   * · 5e-7 of all cases. A field that is off by 0.1 is beyond it in the component it is off by.
   */
  @Test
  void theGradientVanishesAtTheBestField() {
    for (GaussianPaths best : List.of(LINE, PLANE)) {
      double[] theta = new double[best.parameterCount()];
      for (double t : studentT(best, theta)) assertThat(Math.abs(t)).isLessThan(6);
      for (int i = 0; i < theta.length; i++) {
        double[] off = theta.clone();
        off[i] = 0.1;
        assertThat(studentT(best, off)[i]).isGreaterThan(6);
      }
    }
  }

  private static double[] studentT(GaussianPaths best, double[] theta) {
    int batches = 40;
    double[] sum = new double[theta.length];
    double[] squares = new double[theta.length];
    double[] gradient = new double[theta.length];
    try (FlowMatching objective = matching(best, best, 2000)) {
      for (int i = 0; i < batches; i++) {
        objective.evaluate(theta, i, gradient);
        for (int k = 0; k < theta.length; k++) {
          sum[k] += gradient[k];
          squares[k] += gradient[k] * gradient[k];
        }
      }
    }
    double[] t = new double[theta.length];
    for (int k = 0; k < t.length; k++) {
      double mean = sum[k] / batches;
      double variance = (squares[k] - batches * mean * mean) / (batches - 1);
      t[k] = mean / Math.sqrt(variance / batches);
    }
    return t;
  }

  /** With 350 parameters and 6e6 paths, noise of variance 2 or so leaves 2e-4 of the 1e-3. */
  @Test
  void aTrainedFieldComesToTheBestFieldOnTheLine() {
    assertThat(errorOfTrained(net(1, 16), LINE, 6000)).isLessThan(1e-3);
  }

  /** With 1,300 parameters and 6e6 paths, noise of variance 2 leaves 4e-4 of the 1e-3. */
  @Test
  @Tag("slow")
  void aTrainedFieldComesToTheBestFieldOnThePlane() {
    assertThat(errorOfTrained(net(2, 32), PLANE, 6000)).isLessThan(1e-3);
  }

  /** Units that are nearly straight far out, as the best field is. */
  private static Mlp net(int dim, int width) {
    return new Mlp(dim, List.of(width, width), Activation.SILU);
  }

  private static double errorOfTrained(Mlp field, GaussianPaths best, int iterations) {
    double[] start = flow(field).parameters();
    TrainingOptions options = TrainingOptions.of(iterations).withAverage(0.995);
    try (FlowMatching objective = matching(field, best, 1024)) {
      TrainingResult trained =
          Trainer.fit(
              List.of(new Phase(objective, options)),
              start,
              TrainingListener.NONE,
              TrainingControl.none());
      return meanSquare(flow(field).withParameters(trained.parameters()), best);
    }
  }

  /** The mean square over times and paths that are not trained on. */
  private static double meanSquare(ContinuousFlow flow, GaussianPaths best) {
    int times = 50;
    int paths = 400;
    double sum = 0;
    for (int k = 0; k < times; k++) {
      double t = (k + 0.5) / times;
      DMatrixRMaj x = points(best, paths, -1 - k, t);
      DMatrixRMaj f = flow.velocity(x, t);
      for (int i = 0; i < x.getNumElements(); i++) {
        double error = f.data[i] - best.velocity(i % best.dim(), t, x.data[i]);
        sum += error * error;
      }
    }
    return sum / (times * paths);
  }

  private static FlowMatching matching(VectorField field, GaussianPaths data, int rows) {
    return new FlowMatching(flow(field), Batches.of(i -> points(data, rows, i, 1)));
  }

  private static ContinuousFlow flow(VectorField field) {
    return ContinuousFlow.of(field, Standardization.identity(field.dim()), 5)
        .with(FlowSettings.DEFAULT.withPrecision(Precision.FLOAT64));
  }

  /** Points of paths at a time. */
  private static DMatrixRMaj points(GaussianPaths data, int rows, int seed, double t) {
    RandomGenerator random = STREAMS.stream(Purpose.TRAINING_DATA, seed, 0);
    DMatrixRMaj x = new DMatrixRMaj(rows, data.dim());
    for (int i = 0; i < x.getNumElements(); i++) {
      int j = i % data.dim();
      double end = data.mean().get(j) + data.deviation().get(j) * random.nextGaussian();
      x.data[i] = t * end + (1 - t) * random.nextGaussian();
    }
    return x;
  }
}
