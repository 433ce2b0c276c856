package advect.data.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.data.RowBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class StripedBatchesTest {
  /** Row i is (i, -i), so the table is sorted. */
  private static StripedRows rows(int count, int stripeRows, long seed) {
    StripedRows.Writer writer = new StripedRows.Writer(count, 2, 2 * stripeRows, seed);
    for (int i = 0; i < count; i++) writer.add(new double[] {9, i, -i}, 1);
    return writer.finish();
  }

  private static int[] batch(RowBatches batches, int iteration) {
    DMatrixRMaj batch = batches.batch(iteration);
    assertThat(batch.numRows).isEqualTo(batches.size());
    return IntStream.range(0, batch.numRows)
        .map(
            i -> {
              assertThat(batch.get(i, 1)).isEqualTo(-batch.get(i, 0));
              return (int) batch.get(i, 0);
            })
        .toArray();
  }

  /** The orders of the first epochs, one after the other. */
  private static List<Integer> sequence(RowBatches batches, int count) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) Arrays.stream(batch(batches, i)).forEach(all::add);
    return all;
  }

  @Test
  void anEpochDealsOutEveryRowOnce() {
    // 103 batches of 7 rows are 7 epochs of 103 rows, in 1, 4 or 103 stripes
    for (int stripeRows : new int[] {200, 26, 1}) {
      try (StripedRows rows = rows(103, stripeRows, 1)) {
        List<Integer> all = sequence(rows.batches(7, 1), 103);
        Set<List<Integer>> epochs = new HashSet<>();
        for (int epoch = 0; epoch < 7; epoch++) {
          List<Integer> order = all.subList(103 * epoch, 103 * (epoch + 1));
          assertThat(order).containsExactlyInAnyOrderElementsOf(range(103));
          epochs.add(order);
        }
        assertThat(epochs).hasSize(7);
      }
    }
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  @Test
  void aBatchIsAFunctionOfSeedAndIterationWhateverCameBefore() {
    try (StripedRows rows = rows(103, 26, 1);
        StripedRows again = rows(103, 26, 1)) {
      List<int[]> expected = new ArrayList<>();
      StripedBatches inOrder = rows.batches(10, 1);
      for (int i = 0; i < 40; i++) expected.add(batch(inOrder, i));
      StripedBatches backwards = again.batches(10, 1);
      for (int i = 39; i >= 0; i--) assertThat(batch(backwards, i)).isEqualTo(expected.get(i));
      assertThat(batch(rows.batches(10, 2), 0)).isNotEqualTo(expected.get(0));
      assertThat(again.digest()).isEqualTo(rows.digest());
      try (StripedRows other = rows(103, 26, 2)) {
        assertThat(batch(other.batches(10, 1), 0)).isNotEqualTo(expected.get(0));
        assertThat(other.digest()).isNotEqualTo(rows.digest());
      }
    }
  }

  @Test
  void everyBufferHasTheShareOfEveryStripeToARow() {
    // 1000 rows in stripes of 100 make buffers of 100 rows, ten of each stripe
    try (StripedRows rows = rows(1000, 100, 1)) {
      StripedBatches batches = rows.batches(100, 1);
      for (int i = 0; i < 20; i++) {
        int[] stripes = new int[10];
        for (int row : batch(batches, i)) stripes[row / 100]++;
        assertThat(stripes).containsOnly(10);
      }
    }
  }

  @Test
  void theSlicesThatShareABufferDifferFromEpochToEpoch() {
    try (StripedRows rows = rows(1000, 100, 1)) {
      StripedBatches batches = rows.batches(100, 1);
      Set<Integer> first = new HashSet<>();
      Arrays.stream(batch(batches, 0)).forEach(first::add);
      // The buffer of the next epoch that holds a row of the first has that row's slice of ten, and
      // each of nine other slices with probability 1/10: 19 rows on average. That all ten are the
      // same again, 100 rows, has a probability of 1e-9.
      int most = 0;
      for (int i = 10; i < 20; i++) {
        most =
            Math.max(most, (int) Arrays.stream(batch(batches, i)).filter(first::contains).count());
      }
      assertThat(most).isBetween(10, 90);
    }
  }

  /**
   * The mean of b of n sorted numbers 0 to n - 1, had they been drawn without replacement, has
   * deviation sqrt((n² - 1) / 12 / b · (n - b) / (n - 1)); strata only make it smaller. Five
   * deviations for 200 batches: false alarm 1e-4 at most. A batch of neighbours at the start is 12
   * deviations off.
   */
  @Test
  void batchesOfASortedTableHaveTheMeanOfTheWhole() {
    int n = 20_000;
    int b = 200;
    double deviation = Math.sqrt((1.0 * n * n - 1) / 12 / b * (n - b) / (n - 1));
    try (StripedRows rows = rows(n, 2_000, 1)) {
      StripedBatches batches = rows.batches(b, 1);
      for (int i = 0; i < 200; i++) {
        double mean = Arrays.stream(batch(batches, i)).average().orElseThrow();
        assertThat(mean).isCloseTo((n - 1) / 2.0, within(5 * deviation));
      }
    }
  }

  /**
   * A given row may be anywhere in an epoch: over 500 seeds its place, cut into five fifths, has
   * 100 ± 9 counts each. Five deviations for ten counts: false alarm 6e-6.
   */
  @Test
  void theFirstAndTheLastRowMayBeAnywhere() {
    int[] first = new int[5];
    int[] last = new int[5];
    for (int seed = 0; seed < 500; seed++) {
      try (StripedRows rows = rows(25, 5, seed)) {
        List<Integer> order = sequence(rows.batches(5, seed), 5);
        first[order.indexOf(0) / 5]++;
        last[order.indexOf(24) / 5]++;
      }
    }
    for (int count : first) assertThat(count).isBetween(55, 145);
    for (int count : last) assertThat(count).isBetween(55, 145);
  }

  @Test
  void stripesAndSlicesPartitionTheRowsEvenly() {
    for (long count : new long[] {1, 2, 7, 100, 101, 1_234}) {
      for (int most : new int[] {1, 3, 10, 1_000_000}) {
        Stripes stripes = Stripes.of(count, most);
        long row = 0;
        for (int s = 0; s < stripes.count(); s++) {
          assertThat(stripes.length(s)).isBetween(1, most);
          assertThat(stripes.length(s) - stripes.length(0)).isBetween(0, 1);
          for (int slice = 0; slice < stripes.count(); slice++) {
            assertThat(stripes.first(s, slice)).isEqualTo(row);
            row += stripes.length(s, slice);
          }
        }
        assertThat(row).isEqualTo(count);
      }
    }
  }

  @Test
  void aBatchIsNeverLargerThanTheTableNorEmpty() {
    try (StripedRows rows = rows(10, 4, 1)) {
      StripedBatches batches = rows.batches(512, 1);
      assertThat(batch(batches, 3)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThatThrownBy(() -> rows.batches(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
