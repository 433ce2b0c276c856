package advect.study;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import advect.experiment.Progress;
import advect.experiment.spec.ExperimentFile;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.study.augmented.Spheres;
import advect.study.catalogue.Studies;
import advect.supervised.Examples;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Studies of augmented neural ODEs, made short. */
class AnodeStudyTest {
  private static final String FLIP =
      """
      name: anode-flip
      study: anode-flip
      epochs: 150
      runs: 2
      """;

  /**
   * Paths on a line keep their order, so outputs a ≤ b have a smooth L1 loss of ℓ(a - 1) + ℓ(b + 1)
   * over two, at least ℓ(1) = 1/2 by convexity; the net cannot beat that, the augmented one can.
   */
  @Test
  void aLineCannotBeFlippedButAPlaneCan() {
    Findings found = run(FLIP, 1);
    assertThat(figure(found, "loss_plain_d1")).isGreaterThan(0.5 - 1e-6);
    assertThat(figure(found, "loss_augmented_d1")).isLessThan(0.1);
    assertThat(figure(found, "accuracy_augmented_d1")).isEqualTo(1);
    assertThat(found.pictures()).containsOnlyKeys("flip");
  }

  @Test
  void threadsChangeNoFigure() {
    String spheres =
        """
        name: s
        study: anode-spheres
        dims: [2]
        epochs: 1
        runs: 3
        """;
    assertThat(run(spheres, 2).test()).isEqualTo(run(spheres, 1).test());
  }

  /**
   * 500 points within 0.5 and 1500 between 1 and 1.5; |x|^d of the ball is uniform on [0, 2^-d].
   */
  @Test
  void pointsLieInABallAndInAShell() {
    int dim = 3;
    Examples examples = new Spheres(dim).draw(new RandomStreams(1), Purpose.TEST_DATA, 0);
    assertThat(examples.rows()).isEqualTo(2000);
    DMatrixRMaj x = examples.inputs();
    double volume = 0;
    for (int row = 0; row < 2000; row++) {
      double norm = 0;
      for (int i = 0; i < dim; i++) norm += x.get(row, i) * x.get(row, i);
      double radius = Math.sqrt(norm);
      boolean inner = row < 500;
      assertThat(examples.targets().get(row, 0)).isEqualTo(inner ? -1 : 1);
      assertThat(radius).isBetween(inner ? 0.0 : 1.0, inner ? 0.5 : 1.5);
      if (inner) volume += Math.pow(2 * radius, dim) / 500;
    }
    // mean of 500 uniforms: deviation 0.0129; five of them, a false alarm in two million seeds
    assertThat(volume).isBetween(0.5 - 0.065, 0.5 + 0.065);
  }

  private static Findings run(String yaml, int threads) {
    Study study = Studies.of(ExperimentFile.parse(yaml, "test", List.of()));
    return study.run(threads, Progress.NONE);
  }

  private static double figure(Findings found, String name) {
    return requireNonNull(found.test().get(name), name);
  }
}
