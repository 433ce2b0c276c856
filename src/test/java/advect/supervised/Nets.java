package advect.supervised;

import advect.field.layered.Mlp;
import advect.field.layered.MlpMap;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.parallel.Parallelism;
import advect.train.objective.SolveOptions;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Small nets and examples. */
final class Nets {
  /** Three inputs to two coordinates, two more that begin at zero, a head on three of the four. */
  static final NeuralOde SMALL =
      new NeuralOde(
          new MlpMap(3, List.of(4), 2, Activation.TANH),
          Mlp.tanh(4, 5),
          new MlpMap(3, List.of(), 2, Activation.TANH));

  private Nets() {}

  /** In float64, in shards of 4 rows. */
  static SolveOptions engine(GradientMethod method, int threads) {
    return new SolveOptions(method, Precision.FLOAT64, new Parallelism(4, threads));
  }

  static DMatrixRMaj random(int rows, int columns, long seed) {
    return new DMatrixRMaj(
        rows, columns, true, new Random(seed).doubles((long) rows * columns, -2, 2).toArray());
  }

  /** Rows of two classes, so that the targets suit every loss. */
  static Examples examples(int rows) {
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) labels[i] = i % 2;
    return Examples.labelled(random(rows, 3, 5), labels, 2);
  }
}
