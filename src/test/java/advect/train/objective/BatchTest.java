package advect.train.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.kernel.Activation;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final ContinuousFlow CONDITIONAL =
      ContinuousFlow.of(
          new Mlp(2, List.of(3), Activation.TANH, TimeInput.JOINED, 3),
          Standardization.identity(2),
          1);

  /** EJML keeps a matrix's array when it is made smaller. */
  @Test
  void numbersBeyondAMatrixDoNotCount() {
    Batch exact = weighted(new DMatrixRMaj(2, 1, true, 5, 6), new DMatrixRMaj(2, 1, true, 1, 2));
    DMatrixRMaj x = new DMatrixRMaj(3, 1, true, 5, 6, 7);
    DMatrixRMaj weight = new DMatrixRMaj(3, 1, true, 1, 2, 4);
    x.reshape(2, 1, true);
    weight.reshape(2, 1, true);
    Batch reshaped = weighted(x, weight);
    assertThat(reshaped.totalWeight()).isEqualTo(3);
    assertThat(reshaped.mean(new double[] {3, 6})).isEqualTo(5);
    assertThat(reshaped.digest()).isEqualTo(exact.digest());
  }

  private static Batch weighted(DMatrixRMaj x, DMatrixRMaj weight) {
    return Batch.of(x).withWeight(weight);
  }

  @Test
  void aPartWithColumnsHasAsManyRows() {
    Batch batch = Batch.of(new DMatrixRMaj(10, 2));
    assertThatThrownBy(() -> batch.withContext(new DMatrixRMaj(0, 3)))
        .hasMessage("the batch has 10 rows, but its context has 0");
    assertThatThrownBy(() -> batch.withWeight(new DMatrixRMaj(0, 1)))
        .hasMessage("the batch has 10 rows, but its weight has 0");
  }

  /** And not when training validates for the first time. */
  @Test
  void heldOutRowsAreRefusedBeforeTraining() {
    Batch rows = Batch.of(new DMatrixRMaj(4, 2));
    assertThatThrownBy(() -> HeldOut.of(CONDITIONAL, rows))
        .hasMessage("expected a context of 3 numbers a row, got 0");
    DMatrixRMaj context = new DMatrixRMaj(4, 3);
    context.set(1, 2, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> HeldOut.of(CONDITIONAL, rows.withContext(context)))
        .hasMessageContaining("row 2, column 3 of the context is Infinity");
  }

  /** They are not scored, so they may hold anything. */
  @Test
  void heldOutRowsOfWeightZeroDoNotCount() {
    DMatrixRMaj x = new DMatrixRMaj(3, 2, true, 1, 2, Double.NaN, 0, 3, 4);
    ContinuousFlow flow = ContinuousFlow.of(Mlp.tanh(2, 3), Standardization.identity(2), 1);
    Batch rows = weighted(x, new DMatrixRMaj(3, 1, true, 1, 0, 3));
    Batch counted =
        weighted(new DMatrixRMaj(2, 2, true, 1, 2, 3, 4), new DMatrixRMaj(2, 1, true, 1, 3));
    double[] theta = flow.parameters();
    assertThat(HeldOut.of(flow, rows).loss(theta)).isEqualTo(HeldOut.of(flow, counted).loss(theta));
  }
}
