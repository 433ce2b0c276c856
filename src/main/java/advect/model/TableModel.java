package advect.model;

import advect.data.prepare.Encoded;
import advect.data.prepare.Preprocessing;
import advect.flow.Density;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.input.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * A stored model as its user sees it: rows of a table in, log densities in the table's units out.
 *
 * <p>log p(row) = log p_flow(point) + log|d point / d row| for the point that the preprocessing
 * makes of the row. A value of a rounded column is put in the middle of its cell, so that the same
 * row always has the same log density.
 *
 * <p>Shapes: {@code [rows][columns]}, in the order of {@link #columns}. Threads: immutable; safe to
 * share.
 */
public final class TableModel {
  private final StoredModel stored;
  private final Density density;
  private final Optional<Preprocessing> preprocessing;

  private TableModel(StoredModel stored, Density density, Optional<Preprocessing> preprocessing) {
    this.stored = stored;
    this.density = density;
    this.preprocessing = preprocessing;
  }

  /**
   * A stored model, ready for use.
   *
   * @throws InputException if its preprocessing makes no sense or is of other columns
   */
  public static TableModel of(StoredModel stored) {
    Map<String, Object> tree = stored.preprocessing();
    Optional<Preprocessing> preprocessing =
        tree.isEmpty() ? Optional.empty() : Optional.of(Preprocessing.of(tree));
    preprocessing.ifPresent(p -> requireSame(p.columns(), stored.columns()));
    return new TableModel(stored, stored.density(), preprocessing);
  }

  private static void requireSame(List<String> prepared, List<String> columns) {
    if (prepared.equals(columns)) return;
    throw new InputException(
        "The model's columns are %s, but its preprocessing is of %s; make the model again."
            .formatted(columns, prepared));
  }

  /**
   * Reads a model file.
   *
   * @throws advect.file.FileException if it cannot be read, is damaged, of another kind, or newer
   */
  public static TableModel read(Path file) {
    return of(ModelFile.read(file));
  }

  /** The same model, evaluated otherwise. */
  public TableModel with(FlowSettings settings) {
    return new TableModel(stored, density.with(settings), preprocessing);
  }

  /** The same model on so many threads, which change nothing else. */
  public TableModel withThreads(int threads) {
    Density same = density.withParallelism(density.parallelism().withThreads(threads));
    return new TableModel(stored, same, preprocessing);
  }

  /** Names of a row's columns, in order. */
  public List<String> columns() {
    return stored.columns();
  }

  /** Names of the levels 0, 1, ... of the columns that are categories. */
  public Map<String, List<String>> levels() {
    return preprocessing.map(Preprocessing::levels).orElse(Map.of());
  }

  /** The density of prepared points. */
  public Density density() {
    return density;
  }

  /** What happens to a row before the flow sees it; empty if nothing. */
  public Optional<Preprocessing> preprocessing() {
    return preprocessing;
  }

  /** Where the model comes from and how good it is. */
  public Map<String, Object> card() {
    return stored.card();
  }

  /**
   * Requires a density of rows alone.
   *
   * @throws InputException if it is conditional on numbers that a table does not tell
   */
  public void requireNoContext() {
    if (density.contextDim() == 0) return;
    throw new InputException(
        "The model's density is conditional: it needs a context of %d numbers with each row, which a table of its columns does not tell; in a program give them to StoredModel.density."
            .formatted(density.contextDim()));
  }

  /**
   * Log density of every row, in nats and in the units of its columns.
   *
   * @param rows {@code [rows][columns]}, read only
   * @param firstRow number of the first of them in its table, from 0, for messages
   * @throws InputException if a value is outside what the preprocessing knows, or the density is
   *     conditional
   * @throws advect.ode.SolveException if a solve failed, with what to try
   */
  public double[] logDensity(DMatrixRMaj rows, long firstRow) {
    requireNoContext();
    if (preprocessing.isEmpty()) return density.logDensity(rows);
    return logDensity(preprocessing.get().encodeToScore(rows, firstRow));
  }

  /** A session that scores rows again and again, each with a status, and must be closed. */
  public TableScorer scorer() {
    return new TableScorer(this);
  }

  /** Log density of encoded rows, in nats and in the units of the columns. */
  public double[] logDensity(Encoded rows) {
    requireNoContext();
    return rows.logDensity(density.logDensity(rows.points()));
  }

  /**
   * Synthetic rows: a function of n, seed and settings, rounded and bounded as the originals are.
   *
   * @return {@code [n][columns]}
   * @throws InputException if the density is conditional
   */
  public DMatrixRMaj sample(int n, long seed) {
    requireNoContext();
    DMatrixRMaj points = density.sample(n, seed);
    return preprocessing.map(p -> p.decode(points)).orElse(points);
  }

  /**
   * The first synthetic rows of a block of {@value FlowDensity#SAMPLE_BLOCK}: a row is a function
   * of its number, seed and settings; see {@link FlowDensity#sampleBlock}.
   *
   * @return {@code [rows][columns]}
   * @throws InputException if the density is conditional
   */
  public DMatrixRMaj sampleBlock(long block, int rows, long seed) {
    requireNoContext();
    DMatrixRMaj points = density.sampleBlock(block, rows, seed);
    return preprocessing.map(p -> p.decode(points)).orElse(points);
  }

  /** Names of the columns whose synthetic values are integers. */
  public Set<String> integralColumns() {
    return preprocessing.map(Preprocessing::integralColumns).orElse(Set.of());
  }

  /**
   * The same density, with log densities at any numbers of the columns' supports and not only at
   * the values that rounding leaves: what a picture of the density needs.
   *
   * @return empty if a column is a category
   */
  public Optional<TableModel> withoutCells() {
    if (preprocessing.isEmpty()) return Optional.of(this);
    return preprocessing
        .get()
        .withoutCells()
        .map(continuous -> new TableModel(stored, density, Optional.of(continuous)));
  }
}
