package advect.data.prepare;

import advect.data.prepare.transform.ColumnTransform;
import advect.data.prepare.transform.HistogramTransform;
import advect.data.prepare.transform.IdentityTransform;
import advect.data.prepare.transform.LogTransform;
import advect.data.toy.Interval;
import advect.input.InputException;
import advect.input.Spelling;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;

/** Finds out what a column of training rows needs. */
final class ColumnFit {
  /**
   * Of the values of a decimal lattice, a tenth lie on the next coarser one and of steps like 0.5 a
   * half; more than this share tells that most were rounded there.
   */
  private static final double MOSTLY = 0.8;

  private final String name;
  private final double[] values;
  private final Ties ties;
  private final PreprocessingOptions options;

  /**
   * For one column.
   *
   * @param values finite, read only
   * @throws InputException if all are the same
   */
  ColumnFit(String name, double[] values, PreprocessingOptions options) {
    this.name = name;
    this.values = values;
    this.ties = new Ties(values);
    this.options = options;
    if (ties.constant()) {
      throw new InputException(
          ("Column '%s' is %s in all %d training rows, expected it to vary, because a constant has"
                  + " no density; leave the column out.")
              .formatted(name, Spelling.of(values[0]), values.length));
    }
  }

  /**
   * The column as it is to be encoded.
   *
   * @param noise places values in their cells while transforms are compared
   * @param output the number of its first coordinate
   */
  EncodedColumn column(Dequantization noise, int output) {
    ColumnOptions wanted = options.column(name);
    if (wanted.transform() == TransformChoice.CATEGORIES) return category(wanted);
    Cells cells = cells(wanted);
    Optional<AtomChoice> choice = atoms(wanted, cells, noise, output);
    Optional<AtomicColumn> atomic = choice.flatMap(AtomChoice::column);
    if (atomic.isPresent() && cells.width() == 0) return atomic.get();
    ColumnTransform transform = transform(wanted, cells, noise, output);
    if (atomic.isPresent() && choice.orElseThrow().isBetter(atomic.get(), transform)) {
      return atomic.get();
    }
    return new NumericColumn(name, cells, transform);
  }

  /** Empty if the column is not to have atoms, or is rounded to few values. */
  private Optional<AtomChoice> atoms(
      ColumnOptions wanted, Cells cells, Dequantization noise, int output) {
    boolean free =
        wanted.transform() == TransformChoice.NORMAL
            || (wanted.transform() == TransformChoice.AUTOMATIC && options.automatic());
    boolean coarse = cells.width() > 0 && !ties.many();
    if (!options.atoms() || !free || coarse || wanted.bounds().isPresent()) return Optional.empty();
    double[] points = inCells(cells, noise, output);
    return Optional.of(new AtomChoice(name, cells, points, ties.atoms()));
  }

  private EncodedColumn category(ColumnOptions wanted) {
    if (options.dequantize() && wanted.dequantize()) {
      return new CategoricalColumn(name, wanted.levels());
    }
    throw new InputException(
        ("Column '%s' is a category and is not to be dequantized, expected both or neither, because"
                + " a single level has no density; dequantize it, or leave the column out.")
            .formatted(name));
  }

  private Cells cells(ColumnOptions wanted) {
    if (!(options.dequantize() && wanted.dequantize() && ties.matter())) return new Continuous();
    return Lattice.of(values).<Cells>map(lattice -> lattice).orElseGet(Continuous::new);
  }

  private ColumnTransform transform(
      ColumnOptions wanted, Cells cells, Dequantization noise, int output) {
    if (wanted.bounds().isPresent()) {
      return AutomaticTransform.logit(cells, wanted.bounds().get());
    }
    return switch (wanted.transform()) {
      case LOG -> new LogTransform(cells.edgeBelow(0));
      case LOGIT -> AutomaticTransform.logit(cells, commonBounds());
      case HISTOGRAM -> histogram(cells, noise, output);
      case NORMAL -> normal(cells, noise, output);
      case COUNTED -> counted(cells, noise, output);
      case AUTOMATIC -> automatic(cells, noise, output);
      default -> new IdentityTransform();
    };
  }

  private ColumnTransform automatic(Cells cells, Dequantization noise, int output) {
    if (!options.automatic()) return new IdentityTransform();
    boolean smooth = cells.width() > 0 || !ties.matter();
    AutomaticTransform all = new AutomaticTransform(cells, values, inCells(cells, noise, output));
    try {
      return all.choose(options.margins(), smooth);
    } catch (IllegalArgumentException e) { // values too close or too far apart for a curve
      return all.choose(Margins.PLAIN, smooth);
    }
  }

  private ColumnTransform normal(Cells cells, Dequantization noise, int output) {
    return fitted(
        () -> AutomaticTransform.normal(cells, inCells(cells, noise, output)),
        "Column '%s' cannot be made normal: %s; change its units, or choose another transform.");
  }

  private ColumnTransform counted(Cells cells, Dequantization noise, int output) {
    if (cells.width() == 0) {
      throw new InputException(
          ("Column '%s' is not rounded, and only values of rounded columns can be counted; leave its"
                  + " transform to be found, or round it in a query.")
              .formatted(name));
    }
    return fitted(
        () -> AutomaticTransform.counted(cells, inCells(cells, noise, output)),
        "The values of column '%s' cannot be counted: %s; choose another transform.");
  }

  /** What was asked for by name is refused where it cannot be, with column and reason. */
  private ColumnTransform fitted(Supplier<ColumnTransform> fit, String complaint) {
    try {
      return fit.get();
    } catch (IllegalArgumentException e) {
      throw new InputException(complaint.formatted(name, e.getMessage()), e);
    }
  }

  private ColumnTransform histogram(Cells cells, Dequantization noise, int output) {
    double least = StatUtils.min(values);
    double greatest = StatUtils.max(values);
    if (HistogramTransform.cells(least, greatest, cells.width()) <= HistogramTransform.MOST_CELLS) {
      return AutomaticTransform.histogram(cells, inCells(cells, noise, output));
    }
    throw new InputException(
        ("Column '%s' is not rounded to at most %d equally spaced values, as a histogram needs; leave"
                + " its transform to be found, or round it in a query.")
            .formatted(name, HistogramTransform.MOST_CELLS));
  }

  private double[] inCells(Cells cells, Dequantization noise, int output) {
    double[] points = new double[values.length];
    for (int row = 0; row < points.length; row++) {
      points[row] = cells.dequantize(values[row], noise.offset(row, output));
    }
    return points;
  }

  /** The common interval that holds all values. */
  private Interval commonBounds() {
    double least = StatUtils.min(values);
    double greatest = StatUtils.max(values);
    return AutomaticTransform.COMMON_BOUNDS.stream()
        .filter(bounds -> bounds.low() <= least && greatest <= bounds.high())
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    ("Column '%s' runs from %s to %s, expected values in 0 to 1 or 0 to 100 for a"
                            + " logit without bounds; give its bounds.")
                        .formatted(name, Spelling.of(least), Spelling.of(greatest))));
  }

  /** What to tell about a fitted column besides its transform. */
  Optional<String> warning(EncodedColumn column) {
    if (column instanceof AtomicColumn atomic) {
      double[] others = DoubleStream.of(values).filter(x -> atomic.atoms().find(x) < 0).toArray();
      return new ColumnFit(name, others, options).warning(atomic.others());
    }
    if (!(column instanceof NumericColumn numeric) || !ties.matter()) return Optional.empty();
    // spikes are as high as rows say, no higher
    if (numeric.transform().counts().isPresent()) return Optional.empty();
    return mixedWarning(numeric.cells())
        .or(() -> numeric.cells() instanceof Lattice ? ties.atomWarning(name) : ties.warning(name));
  }

  /** The sentence about values most of which are coarser than their cells. */
  private Optional<String> mixedWarning(Cells cells) {
    return Lattice.holding(MOSTLY, values)
        .filter(coarse -> cells.width() < coarse.width())
        .map(
            coarse ->
                ("Warning: most values of column '%s' are %s, but %s: the former stay spikes that a"
                        + " density can grow at without bound, so its likelihood means little; %s.")
                    .formatted(name, coarse.values(), others(cells, coarse), advice(coarse)));
  }

  /** Why the values that most are like are not the cells. */
  private String others(Cells cells, Lattice coarse) {
    if (cells instanceof Lattice) return "some are finer";
    String dequantized = "it was not dequantized";
    return someTooLarge(coarse)
        ? "some are larger than %s, too large for cells of %s, and %s"
            .formatted(coarse.largest(), coarse.cell(), dequantized)
        : dequantized;
  }

  private String advice(Lattice coarse) {
    return someTooLarge(coarse) ? "use coarser units" : "round the column, for example in a query";
  }

  private boolean someTooLarge(Lattice coarse) {
    return DoubleStream.of(values).anyMatch(coarse::tooLarge);
  }
}
