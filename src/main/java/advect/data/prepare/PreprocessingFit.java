package advect.data.prepare;

import advect.data.prepare.linear.PrincipalComponents;
import advect.data.prepare.linear.Scaling;
import advect.data.prepare.linear.Whitening;
import advect.input.InputException;
import advect.input.NearestName;
import advect.input.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Fits single columns first, then the linear map to what they become. */
final class PreprocessingFit {
  /** A fit is a function of its rows and options: its noise has one seed. */
  private static final Dequantization NOISE = Dequantization.uniform(0xf17, 0);

  private final List<String> names;
  private final DMatrixRMaj training;
  private final PreprocessingOptions options;

  PreprocessingFit(List<String> names, DMatrixRMaj training, PreprocessingOptions options) {
    this.names = List.copyOf(names);
    this.training = training;
    this.options = options;
    requireTable();
    requireFinite();
    options.columns().keySet().forEach(this::requireKnown);
  }

  private void requireTable() {
    if (names.size() != training.numCols || names.isEmpty()) {
      throw new IllegalArgumentException(
          "%d names for %d columns, expected one or more, and as many"
              .formatted(names.size(), training.numCols));
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new InputException(
          "Columns %s share a name, expected distinct names; rename one.".formatted(names));
    }
    if (training.numRows < 2) {
      throw new InputException(
          "Found %d training rows, expected at least 2 to learn from; add rows."
              .formatted(training.numRows));
    }
  }

  private void requireFinite() {
    for (int i = 0; i < training.getNumElements(); i++) {
      double x = training.data[i];
      if (Double.isFinite(x)) continue;
      throw new InputException(
          "Row %d, column '%s': found %s, expected a finite number; correct it or drop the row."
              .formatted(
                  i / names.size() + 1,
                  names.get(i % names.size()),
                  Double.isNaN(x) ? "no value (NaN)" : Spelling.of(x)));
    }
  }

  private void requireKnown(String column) {
    if (names.contains(column)) return;
    String guess =
        NearestName.of(column, names).map(name -> "; did you mean '" + name + "'?").orElse(".");
    throw new InputException(
        "There is no column '%s' to treat%s Choose from: %s."
            .formatted(column, guess, String.join(", ", names)));
  }

  /** Fits all. */
  Preprocessing fit() {
    List<EncodedColumn> columns = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    int outputs = 0;
    for (int j = 0; j < names.size(); j++) {
      double[] values = CommonOps_DDRM.extractColumn(training, j, null).data;
      ColumnFit fit = new ColumnFit(names.get(j), values, options);
      EncodedColumn column = fit.column(NOISE, outputs);
      columns.add(column);
      fit.warning(column).ifPresent(warnings::add);
      outputs += column.outputs().size();
    }
    Preprocessing unscaled = new Preprocessing(columns, Scaling.identity(outputs), warnings);
    DMatrixRMaj points = unscaled.encode(training, NOISE).points();
    List<String> outputNames = unscaled.outputNames();
    boolean whiten = options.linear() == LinearMode.WHITEN;
    if (whiten) Whitening.requireFew(outputs);
    Optional<PrincipalComponents> components = components(points, outputNames, whiten);
    components.ifPresent(found -> found.collinear().forEach(c -> warnings.add(collinear(c))));
    return switch (options.linear()) {
      case NONE -> new Preprocessing(columns, Scaling.identity(outputs), warnings);
      case STANDARDIZE ->
          new Preprocessing(columns, Scaling.standardizing(points, outputNames), warnings);
      case WHITEN -> new Preprocessing(columns, Whitening.of(components.orElseThrow()), warnings);
    };
  }

  /** What cannot be found matters only to those who need it. */
  private static Optional<PrincipalComponents> components(
      DMatrixRMaj points, List<String> names, boolean needed) {
    if (!needed && (names.size() == 1 || names.size() > Whitening.MOST)) return Optional.empty();
    try {
      return Optional.of(PrincipalComponents.of(points, names));
    } catch (InputException e) {
      if (needed) throw e;
      return Optional.empty();
    }
  }

  private String collinear(String names) {
    return ("Warning: after their transform the columns %s are collinear in all %d training rows:"
            + " points on a plane have no density, so the likelihood means little; leave one of the"
            + " columns out, or give more rows than columns.")
        .formatted(names, training.numRows);
  }
}
