package advect.experiment.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
  /** Two columns of a thousand values that come twice in the mean: 2000 (2/2000)² is 0.002. */
  private static DMatrixRMaj fine() {
    DMatrixRMaj table = new DMatrixRMaj(2000, 2);
    for (int i = 0; i < table.numRows; i++) {
      table.set(i, 0, i % 1000);
      table.set(i, 1, 37 * i % 1000);
    }
    return table;
  }

  /** 0.0 and -0.0 are one number, and a row is all of its numbers in their order. */
  @Test
  void rowsEqualToOneOfTheTableRepeatIt() {
    DMatrixRMaj rows =
        new DMatrixRMaj(new double[][] {{1, 37}, {37, 1}, {-0.0, 0}, {2, 74}, {2, 75}});
    assertThat(new Repetitions(fine()).fresh(rows)).containsExactly(1, 4);
  }

  /**
   * Of a column of zeros and others, zeros repeat zeros; without them the rest would be judged
   * alone.
   */
  @Test
  void valuesThatManyRowsHaveAreNoRepetition() {
    Random random = new Random(1);
    DMatrixRMaj table = new DMatrixRMaj(1000, 1);
    for (int i = 300; i < 1000; i++) table.set(i, 0, random.nextDouble());
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{0}, {0.5}, {0}});
    assertThat(new Repetitions(table).fresh(rows)).containsExactly(0, 1, 2);
  }

  /** Ten bits have 1,024 rows, and a table of 1,000 about one of each. */
  @Test
  void rowsOfFewValuesMeetByChance() {
    Random random = new Random(2);
    DMatrixRMaj table = new DMatrixRMaj(1000, 10);
    for (int i = 0; i < table.getNumElements(); i++) table.data[i] = random.nextInt(2);
    assertThat(new Repetitions(table).fresh(table)).hasSize(1000);
  }
}
