package advect.plot.data;

import org.ejml.data.DMatrixRMaj;

/**
 * A vector field seen at points.
 *
 * @param at {@code [n][2]}, a row per point; read only. {@link Grid#centres} of about 20 x 20 cells
 *     over the box gives an even picture
 * @param velocity {@code [n][2]}, the field there, data units per unit of time; read only
 */
public record Arrows(DMatrixRMaj at, DMatrixRMaj velocity) {
  /** No arrow at all. */
  public static final Arrows NONE = new Arrows(new DMatrixRMaj(0, 2), new DMatrixRMaj(0, 2));

  /** Requires two columns each and as many rows. */
  public Arrows {
    if (at.numCols != 2 || velocity.numCols != 2 || at.numRows != velocity.numRows) {
      throw new IllegalArgumentException(
          "arrows: expected at and velocity [n][2], got [%d][%d] and [%d][%d]"
              .formatted(at.numRows, at.numCols, velocity.numRows, velocity.numCols));
    }
  }
}
