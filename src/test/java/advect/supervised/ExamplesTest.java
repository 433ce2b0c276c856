package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.InputException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What examples are and what is refused. */
class ExamplesTest {
  private static final DMatrixRMaj THREE = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}, {5, 6}});

  @Test
  void labelsBecomeColumns() {
    Examples examples = Examples.labelled(THREE, new int[] {2, 0, 2}, 3);
    assertThat(examples.targets().data).containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 1);
    assertThat(examples.inputs().data).containsExactly(THREE.data);
    assertThat(examples.label(1)).isZero();
    assertThat(examples.select(new int[] {2, 1}).inputs().data).containsExactly(5, 6, 3, 4);
  }

  @Test
  void theErrorRateCountsRowsWhoseLargestOutputIsAnother() {
    Examples examples = Examples.labelled(THREE, new int[] {0, 1, 1}, 2);
    DMatrixRMaj outputs = new DMatrixRMaj(new double[][] {{-1, -2}, {0, -1}, {0, 1}});
    assertThat(examples.errorRate(outputs)).isEqualTo(1 / 3.0);
  }

  @Test
  void whatCannotBeLearnedFromIsRefused() {
    refused(
        () -> Examples.of(new DMatrixRMaj(0, 2), new DMatrixRMaj(0, 1)),
        "Expected examples with at least one row, one input and one target, got inputs [0][2] and"
            + " targets [0][1].");
    refused(
        () -> Examples.of(THREE, new DMatrixRMaj(2, 1)),
        "Expected a row of targets for each row of inputs, got 2 rows of targets for 3.");
    refused(
        () -> Examples.of(new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}}), THREE),
        "Expected a row of targets for each row of inputs, got 3 rows of targets for 2.");
    refused(
        () ->
            Examples.labelled(
                new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}}), new int[] {0, 1}, 2),
        "Row 2 has NaN in input column 2, expected a finite number; leave the row out or fill the"
            + " gap.");
    refused(
        () -> Examples.labelled(THREE, new int[] {0, 3, 1}, 3),
        "The label of row 2 is 3, expected one of the 3 classes 0 to 2; count classes from 0.");
    refused(
        () -> Examples.labelled(THREE, new int[] {0, 0, 0}, 1),
        "Expected at least 2 classes, got 1.");
    refused(
        () -> Examples.labelled(THREE, new int[] {1, 1, 1}, 2).requireSeveralClasses(),
        "All 3 rows are of class 1, expected at least two classes to tell apart; add rows of"
            + " another.");
  }

  @Test
  void rowsAndOutputsThatAreNotThereAreRefused() {
    Examples examples = Examples.labelled(THREE, new int[] {0, 1, 1}, 2);
    refused(() -> examples.select(new int[0]), "Expected at least one row to select.");
    for (int row : new int[] {-1, 3}) {
      refused(
          () -> examples.select(new int[] {0, row}),
          "Expected rows from 0 to 2, was asked for row " + row + ".");
    }
    refused(
        () -> examples.errorRate(new DMatrixRMaj(3, 3)), "Expected outputs [3][2], got [3][3].");
    refused(
        () -> examples.errorRate(new DMatrixRMaj(4, 2)), "Expected outputs [3][2], got [4][2].");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
  }
}
