package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static DMatrixRMaj ascending(int rows) {
    DMatrixRMaj x = new DMatrixRMaj(rows, 1);
    for (int i = 0; i < rows; i++) x.set(i, 0, i);
    return x;
  }

  @Test
  void spreadRowsComeFromAllOfThem() {
    assertThat(Rows.spread(ascending(10), 4).data).containsExactly(0, 2, 5, 7);
    assertThat(Rows.spread(ascending(10), 10).data).containsExactly(ascending(10).data);
    assertThat(Rows.spread(ascending(3), 10).data).containsExactly(0, 1, 2);
  }

  @Test
  void theHeadIsTheBeginning() {
    assertThat(Rows.head(ascending(10), 3).data).containsExactly(0, 1, 2);
    assertThat(Rows.head(ascending(2), 3).data).containsExactly(0, 1);
  }

  @Test
  void stackedRowsFollowEachOther() {
    assertThat(Rows.stacked(ascending(2), ascending(3)).data).containsExactly(0, 1, 0, 1, 2);
  }

  @Test
  void someRowsKeepTheirOrder() {
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}, {0, 5}, {1, 2}, {3, 4}});
    assertThat(Rows.some(rows, new int[] {1, 4}).data).containsExactly(2, 1, 3, 4);
  }
}
