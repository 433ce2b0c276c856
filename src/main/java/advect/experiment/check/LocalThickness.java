package advect.experiment.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * How thin a cloud of points is where one looks closely: the root of the smallest eigenvalue of the
 * correlations of a point's neighbours, as the median over points.
 *
 * <p>Neighbours are the nearest {@value #NEIGHBOURS} · dim by ranks of coordinates, so that neither
 * units nor long tails matter, and correlations are of these few points, whatever their spread.
 * Points that fill space as far as their number can tell have a thickness of some tenths. Of a
 * curve or surface, which is straight at this distance, its bend and rounding are left. The bend
 * shows less among many points and rounding less among few, so the least of several numbers counts.
 *
 * <p>Cost: some {@value #QUERIES} · 10⁴ · dim products, and 600 decompositions.
 */
public final class LocalThickness {
  private static final int[] CLOUDS = {500, 2000, 8000};
  private static final int QUERIES = 200;
  private static final int NEIGHBOURS = 3;

  private LocalThickness() {}

  /**
   * Of points.
   *
   * @param points {@code [n][dim]}, in an order that tells nothing, at least two columns, read only
   * @return from 0 to 1; NaN if there are too few points for so many neighbours
   */
  public static double of(DMatrixRMaj points) {
    if (points.numRows < 2 * NEIGHBOURS * points.numCols) return Double.NaN;
    return IntStream.of(CLOUDS)
        .filter(n -> n == CLOUDS[0] || n < 2 * points.numRows)
        .mapToDouble(n -> median(spread(points, n)))
        .min()
        .orElse(Double.NaN);
  }

  private static double median(DMatrixRMaj cloud) {
    DMatrixRMaj ranks = ranks(cloud);
    int neighbours = NEIGHBOURS * cloud.numCols;
    int queries = Math.min(QUERIES, cloud.numRows);
    double[] all =
        IntStream.range(0, queries)
            .mapToDouble(
                q ->
                    thickness(
                        cloud,
                        nearest(ranks, (int) ((long) q * cloud.numRows / queries), neighbours)))
            .sorted()
            .toArray();
    return all[queries / 2];
  }

  private static DMatrixRMaj spread(DMatrixRMaj points, int most) {
    int n = Math.min(points.numRows, most);
    int d = points.numCols;
    DMatrixRMaj some = new DMatrixRMaj(n, d);
    for (int i = 0; i < n; i++) {
      int row = (int) ((long) i * points.numRows / n);
      System.arraycopy(points.data, row * d, some.data, i * d, d);
    }
    return some;
  }

  /** Of each column from 0 to 1; equal values share the mean of their ranks. */
  private static DMatrixRMaj ranks(DMatrixRMaj points) {
    int n = points.numRows;
    DMatrixRMaj ranks = new DMatrixRMaj(n, points.numCols);
    for (int c = 0; c < points.numCols; c++) {
      double[] column = CommonOps_DDRM.extractColumn(points, c, null).data;
      double[] sorted = column.clone();
      Arrays.sort(sorted);
      int first = 0;
      Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
      Arrays.sort(order, Comparator.comparingDouble(i -> column[i]));
      while (first < n) {
        int last = first;
        while (last + 1 < n && sorted[last + 1] == sorted[first]) last++;
        for (int i = first; i <= last; i++) ranks.set(order[i], c, (first + last) / (2.0 * n));
        first = last + 1;
      }
    }
    return ranks;
  }

  /** Of some rows: the root of the smallest eigenvalue of their correlations. */
  private static double thickness(DMatrixRMaj cloud, int[] rows) {
    double smallest = Arrays.stream(eigenvalues(correlation(cloud, rows))).min().orElse(1);
    return Math.sqrt(Math.max(0, smallest));
  }

  /** The query itself is among them. */
  private static int[] nearest(DMatrixRMaj cloud, int query, int count) {
    int d = cloud.numCols;
    double[] square = new double[cloud.numRows];
    for (int i = 0; i < square.length; i++) {
      for (int c = 0; c < d; c++) {
        double gap = cloud.data[i * d + c] - cloud.data[query * d + c];
        square[i] += gap * gap;
      }
    }
    double[] sorted = square.clone();
    Arrays.sort(sorted);
    return IntStream.range(0, square.length)
        .filter(i -> square[i] <= sorted[count - 1])
        .limit(count)
        .toArray();
  }

  /** A coordinate that is the same for all, as one of few values may be, goes with no other. */
  private static DMatrixRMaj correlation(DMatrixRMaj cloud, int[] rows) {
    int d = cloud.numCols;
    DMatrixRMaj centred = new DMatrixRMaj(rows.length, d);
    for (int c = 0; c < d; c++) {
      double mean = 0;
      for (int row : rows) mean += cloud.get(row, c) / rows.length;
      double square = 0;
      for (int row : rows) square += Math.pow(cloud.get(row, c) - mean, 2);
      double scale = Math.sqrt(square);
      for (int i = 0; i < rows.length; i++) {
        centred.set(i, c, scale > 0 ? (cloud.get(rows[i], c) - mean) / scale : 0);
      }
    }
    DMatrixRMaj correlation = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multInner(centred, correlation);
    for (int c = 0; c < d; c++) correlation.set(c, c, 1);
    return correlation;
  }

  private static double[] eigenvalues(DMatrixRMaj symmetric) {
    int d = symmetric.numCols;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, false, true);
    if (!eigen.decompose(symmetric)) return new double[] {1}; // tells nothing
    return IntStream.range(0, d).mapToDouble(i -> eigen.getEigenvalue(i).getReal()).toArray();
  }
}
