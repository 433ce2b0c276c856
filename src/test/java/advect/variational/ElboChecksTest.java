package advect.variational;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.flow.transform.Planar;
import advect.parallel.Parallelism;
import advect.train.objective.Batch;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Rows that no bound could be found of are refused before training. */
class ElboChecksTest {
  private static final VariationalAutoencoder MODEL =
      new VariationalAutoencoder(4, List.of(3), new Planar(2, true));

  @Test
  void validationRowsMustBeThoseOfTheModel() {
    assertRefused(new DMatrixRMaj(2, 9), "expected rows of 4 pixels, got [2][9]");
    assertRefused(new DMatrixRMaj(0, 4), "expected at least one row, got [0][4]");
    DMatrixRMaj grey = new DMatrixRMaj(2, 4);
    grey.set(1, 2, 0.5);
    assertRefused(grey, "row 2, pixel 3 is 0.5: expected 0 or 1");
  }

  private static void assertRefused(DMatrixRMaj held, String message) {
    Optional<Elbo.HeldOutRows> rows = Optional.of(new Elbo.HeldOutRows(held, 1));
    Batch batch = Batch.of(new DMatrixRMaj(2, 4));
    assertThatThrownBy(() -> new Elbo(MODEL, i -> batch, rows, 1, new Parallelism(4, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void validationNeedsDraws() {
    assertThatThrownBy(() -> new Elbo.HeldOutRows(new DMatrixRMaj(2, 4), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("draws must be at least 1, got 0");
  }
}
