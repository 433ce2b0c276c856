package advect.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MinibatchesTest {
  private static final int ROWS = 10;

  /** Row i is (i, -i). */
  private static Minibatches batches(int size, long seed) {
    DMatrixRMaj values = new DMatrixRMaj(ROWS, 2);
    for (int i = 0; i < ROWS; i++) {
      values.set(i, 0, i);
      values.set(i, 1, -i);
    }
    return new Minibatches(values, size, seed);
  }

  private static double[] batch(Minibatches batches, int iteration) {
    return batches.batch(iteration).data;
  }

  @Test
  void anEpochDealsOutEveryRowOnce() {
    // Five batches of four rows are two epochs of ten.
    Minibatches batches = batches(4, 1);
    int[] seen = new int[ROWS];
    for (int i = 0; i < 5; i++) {
      double[] batch = batch(batches, i);
      for (int row = 0; row < 4; row++) {
        assertThat(batch[2 * row + 1]).isEqualTo(-batch[2 * row]);
        seen[(int) batch[2 * row]]++;
      }
    }
    assertThat(seen).containsOnly(2);
  }

  @Test
  void aBatchIsAFunctionOfSeedAndIterationWhateverCameBefore() {
    Minibatches inOrder = batches(4, 1);
    double[][] expected = new double[7][];
    for (int i = 0; i < 7; i++) expected[i] = batch(inOrder, i);
    Minibatches backwards = batches(4, 1);
    for (int i = 6; i >= 0; i--) assertThat(batch(backwards, i)).isEqualTo(expected[i]);
  }

  @Test
  void epochsAndSeedsHaveTheirOwnOrders() {
    int[] order = batches(4, 1).order(0);
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, ROWS).toArray());
    assertThat(batches(4, 1).order(0)).isEqualTo(order);
    assertThat(batches(4, 1).order(1)).isNotEqualTo(order);
    assertThat(batches(4, 2).order(0)).isNotEqualTo(order);
  }

  @Test
  void aBatchIsNeverLargerThanTheTable() {
    Minibatches batches = batches(512, 1);
    assertThat(batches.size()).isEqualTo(ROWS);
    double[] sorted = batch(batches, 3);
    Arrays.sort(sorted);
    assertThat(sorted[19]).isEqualTo(9);
  }

  /**
   * Each row should come first equally often. Over 10,000 epochs a count has mean 1000 and
   * deviation 30; five deviations for ten rows: false alarm 6e-6.
   */
  @Test
  void everyRowComesFirstEquallyOften() {
    Minibatches batches = batches(4, 1);
    int[] first = new int[ROWS];
    for (int epoch = 0; epoch < 10_000; epoch++) first[batches.order(epoch)[0]]++;
    for (int count : first) assertThat(count).isBetween(850, 1150);
  }

  @Test
  void batchesWithoutRowsAreRefused() {
    assertThatThrownBy(() -> batches(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
