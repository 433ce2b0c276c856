package advect.experiment;

import advect.data.Minibatches;
import advect.data.Split;
import advect.data.Table;
import advect.flow.Standardization;
import advect.plot.Box;
import advect.train.Batches;
import java.util.List;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/** Rows of a table, split by the seed; batches walk through shuffled epochs. */
final class TableSource implements Source {
  /** Room around the data in pictures, as a share of its extent. */
  private static final double MARGIN = 0.15;

  private final Table table;
  private final Table train;
  private final Split split;
  private final long seed;

  TableSource(Table table, Split.Fractions fractions, long seed) {
    this.table = table.requireLearnable();
    this.seed = seed;
    split = new Split(table.rows(), fractions, seed);
    train = table.select(split.train());
  }

  @Override
  public List<String> columns() {
    return table.columns();
  }

  @Override
  public Standardization standardization() {
    return Standardization.of(train.values());
  }

  @Override
  public Batches batches(int size) {
    return new Minibatches(train.values(), size, seed)::batch;
  }

  @Override
  public DMatrixRMaj validation() {
    return table.select(split.validation()).values();
  }

  @Override
  public DMatrixRMaj test() {
    return table.select(split.test()).values();
  }

  @Override
  public Box box() {
    if (dim() == 2) return Box.covering(table.values(), MARGIN);
    DMatrixRMaj twice = new DMatrixRMaj(table.rows(), 2);
    for (int i = 0; i < table.rows(); i++) {
      double x = table.values().get(i, 0);
      twice.set(i, 0, x);
      twice.set(i, 1, x);
    }
    return Box.covering(twice, MARGIN);
  }

  @Override
  public OptionalDouble entropy() {
    return OptionalDouble.empty();
  }

  @Override
  public double[] trueLogDensity(DMatrixRMaj points) {
    return new double[0];
  }
}
