package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;

/** What every preparation of a table promises. */
public final class RoundTrip {
  private RoundTrip() {}

  /** Rows come back to the bit, and what a file keeps encodes them to the same bits. */
  public static void assertExact(Preprocessing fitted, DMatrixRMaj rows) {
    Encoded points = fitted.encode(rows, Dequantization.uniform(1, 0));
    assertThat(fitted.decode(points.points()).data).containsExactly(rows.data);
    Preprocessing read = Preprocessing.of(fitted.tree());
    assertThat(read.encode(rows, Dequantization.uniform(1, 0)).points().data)
        .containsExactly(points.points().data);
  }
}
