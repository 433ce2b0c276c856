package advect.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderedSumTest {
  /** 1e16 + 1 - 1e16 is 0 from left to right, and 1 in other orders. */
  @Test
  void vectorsAreAddedInOrderOfTheirIndex() {
    double[] total = new double[1];
    OrderedSum sum = new OrderedSum(total);
    for (int repeat = 0; repeat < 2; repeat++) {
      sum.clear();
      add(sum, 2, -1e16);
      assertThat(total[0]).isZero();
      add(sum, 1, 1);
      add(sum, 0, 1e16);
      assertThat(total[0]).isEqualTo(1e16 + 1 - 1e16).isZero();
      add(sum, 3, 5);
      assertThat(total[0]).isEqualTo(5);
    }
  }

  private static void add(OrderedSum sum, int index, double value) {
    double[] vector = sum.borrow();
    assertThat(vector[0]).isZero();
    vector[0] = value;
    sum.add(index, vector);
  }
}
