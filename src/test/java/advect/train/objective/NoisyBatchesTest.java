package advect.train.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.flow.Standardization;
import org.apache.commons.math3.stat.StatUtils;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class NoisyBatchesTest {
  private static final int ROWS = 4000;
  private static final Standardization SCALES =
      Standardization.of(new double[] {0, 5}, new double[] {1, 10});

  private static NoisyBatches noisy(double deviation, long seed) {
    return new NoisyBatches(Batches.of(i -> new DMatrixRMaj(ROWS, 2)), SCALES, deviation, seed);
  }

  /**
   * Bounds at 4.9 standard errors: four checks at 1e-6 each, so a false alarm once in 250,000
   * seeds.
   */
  @Test
  void noiseHasTheDeviationInUnitsOfEachCoordinate() {
    DMatrixRMaj moved = noisy(0.1, 1).batch(3).x();
    for (int j = 0; j < 2; j++) {
      double[] noise = new double[ROWS];
      for (int i = 0; i < ROWS; i++) noise[i] = moved.get(i, j) / (0.1 * SCALES.scale(j));
      assertThat(StatUtils.mean(noise)).isCloseTo(0, within(4.9 / Math.sqrt(ROWS)));
      assertThat(StatUtils.variance(noise)).isCloseTo(1, within(4.9 * Math.sqrt(2.0 / ROWS)));
    }
  }

  @Test
  void noiseIsAFunctionOfSeedAndIteration() {
    DMatrixRMaj first = noisy(0.1, 1).batch(3).x();
    assertThat(noisy(0.1, 1).batch(3).x().data).containsExactly(first.data);
    assertThat(noisy(0.1, 1).batch(4).x().data).isNotEqualTo(first.data);
    assertThat(noisy(0.1, 2).batch(3).x().data).isNotEqualTo(first.data);
  }

  /** The same draws, which fall by σ₀ (σ₁/σ₀)^p: from 0.8 to 0.2 they are halved in the middle. */
  @Test
  void noiseFallsGeometricallyAndThenStays() {
    Batches still = Batches.of(i -> new DMatrixRMaj(ROWS, 2));
    NoisyBatches falling = new NoisyBatches(still, SCALES, new Noise(0.8, 0.2), 100, 1);
    double[][] pairs = {{0, 0.8}, {50, 0.4}, {100, 0.2}, {150, 0.2}};
    for (double[] pair : pairs) {
      int iteration = (int) pair[0];
      double[] expected = noisy(pair[1], 1).batch(iteration).x().data;
      assertThat(falling.batch(iteration).x().data).containsExactly(expected, within(1e-14));
    }
  }

  @Test
  void noiseThatRisesOrEndsAtNothingIsRefused() {
    double[][] wrong = {{0.1, 0.2}, {0.1, 0}, {-1, -1}, {Double.NaN, 0.1}, {1.0 / 0, 1}};
    for (double[] pair : wrong) {
      assertThatThrownBy(() -> new Noise(pair[0], pair[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("noise must not be negative or rise");
    }
    assertThat(Noise.NONE).isEqualTo(Noise.constant(0));
  }

  @Test
  void pointsAreNotChangedInPlace() {
    DMatrixRMaj points = new DMatrixRMaj(ROWS, 2);
    assertThat(new NoisyBatches(Batches.of(i -> points), SCALES, 0, 1).batch(0).x())
        .isSameAs(points);
    assertThat(new NoisyBatches(Batches.of(i -> points), SCALES, 1, 1).batch(0).x())
        .isNotSameAs(points);
    assertThat(points.data).containsOnly(0);
  }

  /**
   * The first batch is the same however noise falls, and a training must not go on with another.
   */
  @Test
  void theIdentityTellsWhereNoiseFallsTo() {
    Batches still = Batches.of(i -> new DMatrixRMaj(ROWS, 2));
    String to = new NoisyBatches(still, SCALES, new Noise(0.8, 0.2), 100, 1).identity();
    assertThat(to).isEqualTo("noise to 0.2 over 100 iterations");
    assertThat(new NoisyBatches(still, SCALES, new Noise(0.8, 0.4), 100, 1).identity())
        .isNotEqualTo(to);
    assertThat(new NoisyBatches(still, SCALES, 0.8, 1).identity()).isEmpty();
  }

  /** Rows that only a digest of all can tell apart must not be resumed with. */
  @Test
  void theIdentityIsThatOfThePoints() {
    Batches named =
        new Batches() {
          @Override
          public Batch batch(int iteration) {
            return Batch.of(new DMatrixRMaj(1, 2));
          }

          @Override
          public String identity() {
            return "these rows";
          }
        };
    assertThat(new NoisyBatches(named, SCALES, 0.1, 1).identity()).isEqualTo("these rows");
  }

  @Test
  void noiseMustNotBeNegative() {
    assertThatThrownBy(() -> noisy(-0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-0.1");
  }
}
