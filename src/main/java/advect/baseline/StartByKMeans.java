package advect.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;
import org.ejml.data.DMatrixRMaj;

/**
 * Where expectation maximization begins: each row belongs wholly to one cluster of k-means++
 * (Arthur and Vassilvitskii 2007).
 */
final class StartByKMeans {
  private static final int ITERATIONS = 20;

  private StartByKMeans() {}

  /** Responsibilities of 0 and 1, {@code [k][n]}; fewer than k where rows coincide. */
  static double[][] responsibilities(DMatrixRMaj z, int k, long seed) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < z.numRows; i++) rows.add(new Row(i, z));
    List<CentroidCluster<Row>> clusters =
        new KMeansPlusPlusClusterer<Row>(
                k, ITERATIONS, new EuclideanDistance(), new Well19937c(seed))
            .cluster(rows);
    double[][] of = new double[clusters.size()][z.numRows];
    for (int j = 0; j < of.length; j++) {
      for (Row row : clusters.get(j).getPoints()) of[j][row.index] = 1;
    }
    return of;
  }

  /** A point that knows which row it is. */
  private static final class Row extends DoublePoint {
    private static final long serialVersionUID = 1;
    private final int index;

    Row(int index, DMatrixRMaj z) {
      super(Arrays.copyOfRange(z.data, index * z.numCols, (index + 1) * z.numCols));
      this.index = index;
    }

    /** Rows are told apart by their place, also where their numbers agree. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && row.index == index;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }
}
