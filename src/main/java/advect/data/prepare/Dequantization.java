package advect.data.prepare;

import advect.numeric.RandomKey;
import org.ejml.data.DMatrixRMaj;

/**
 * Where in its cell the value of a lattice column is put, so that it has a density.
 *
 * <p>A value v of a column with step h stands for the cell (v - h/2, v + h/2); a category stands
 * for a cube of side 1. A density of the continuous row gives the probability of a cell as P(v) = ∫
 * p over the cell, so log P ≈ log p + log h for cells that are small beside the features of p.
 *
 * <ul>
 *   <li>{@link #uniform}: the point is drawn uniformly from the cell. Train with it. By Jensen's
 *       inequality E[log p(v + u)] + log h ≤ log P(v), so its mean is a bound on the likelihood of
 *       the discrete value that no density can pass.
 *   <li>{@link #centre}: the point is v itself. Score with it: the same row has the same score. The
 *       mean score is no bound.
 * </ul>
 *
 * <p>Reference: Theis, van den Oord and Bethge, "A note on the evaluation of generative models",
 * ICLR 2016, section 3.1; arXiv:1511.01844.
 */
public sealed interface Dequantization {
  /** The number of the first row that is encoded, counted from 0. */
  long firstRow();

  /**
   * Where coordinate {@code output} of the encoded row {@code row} lies in its cell.
   *
   * @param row counted from the first that is encoded
   * @return from -1/2 to 1/2, both excluded, in units of the cell
   */
  double offset(int row, int output);

  /**
   * Where in the interval of an atom a row is put, as a share of it.
   *
   * @return from 0 to 1, both excluded
   */
  default double inAtom(int row, int output) {
    return offset(row, output) + 0.5;
  }

  /**
   * A uniform draw that is a function of seed, row number and coordinate: the same row number gets
   * the same noise however rows are cut into blocks.
   *
   * @param firstRow the number of the block's first row; give every epoch a seed of its own
   */
  static Dequantization uniform(long seed, long firstRow) {
    return new UniformInCell(seed, firstRow);
  }

  /** The centre of the cell, of rows counted from 0 in messages. */
  static Dequantization centre() {
    return new Centre(0);
  }

  /** The centre of the cell; messages count rows from {@code firstRow}. */
  static Dequantization centre(long firstRow) {
    return new Centre(firstRow);
  }

  /**
   * The centre of every cell, and a place in every atom's interval: of {@value #PLACES} points of
   * the same row each has a part of it to itself, in an order of its own in every coordinate. These
   * are the points of a lattice rule.
   *
   * <p>Reference: Korobov, "Approximate evaluation of multiple integrals", Dokl. Akad. Nauk SSSR
   * 124, 1959.
   *
   * @param place of each row among the points of its row
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record InAtoms(int[] place) implements Dequantization {
    /** A prime, so that the powers of a number run through all orders. */
    static final int PLACES = 5;

    private static final int GENERATOR = 2;

    /**
     * The places of rows one after another.
     *
     * @param first the first point of each row, and how many there are: {@code [rows + 1]}
     */
    static InAtoms of(int[] first) {
      int[] place = new int[first[first.length - 1]];
      for (int row = 0; row < first.length - 1; row++) {
        for (int k = first[row]; k < first[row + 1]; k++) place[k] = k - first[row];
      }
      return new InAtoms(place);
    }

    /** Each row as often as it has points; a copy. */
    static DMatrixRMaj repeated(DMatrixRMaj rows, int[] first) {
      int width = rows.numCols;
      DMatrixRMaj repeated = new DMatrixRMaj(first[rows.numRows], width);
      for (int row = 0; row < rows.numRows; row++) {
        for (int k = first[row]; k < first[row + 1]; k++) {
          System.arraycopy(rows.data, row * width, repeated.data, k * width, width);
        }
      }
      return repeated;
    }

    @Override
    public long firstRow() {
      return 0;
    }

    @Override
    public double offset(int row, int output) {
      return 0;
    }

    @Override
    public double inAtom(int row, int output) {
      int factor = 1;
      for (int k = 0; k < output; k++) factor = factor * GENERATOR % PLACES;
      return (place[row] * factor % PLACES + 0.5) / PLACES;
    }
  }

  /** Noise from a stream of its own for every row and coordinate. */
  record UniformInCell(long seed, long firstRow) implements Dequantization {
    /** Sets this noise apart from other uses of the seed. */
    private static final long PURPOSE = 0xde90;

    /**
     * A draw is one of 2^18 equally spaced places, none nearer to the edge than 2^-19 of the cell.
     * Values of a {@link Lattice} have at most 2^32 units, so round-off is below 2^-20 of a cell:
     * no draw can slip over the edge, where a logarithm may end.
     */
    private static final int BITS = 18;

    @Override
    public double offset(int row, int output) {
      long place = RandomKey.mix(seed, PURPOSE, firstRow + row, output) >>> (Long.SIZE - BITS);
      return (place + 0.5) / (1 << BITS) - 0.5;
    }
  }

  /** No noise. */
  record Centre(long firstRow) implements Dequantization {
    @Override
    public double offset(int row, int output) {
      return 0;
    }
  }
}
