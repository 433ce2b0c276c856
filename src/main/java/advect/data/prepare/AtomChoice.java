package advect.data.prepare;

import advect.data.prepare.HeldOutChoice.Detail;
import advect.data.prepare.atom.Atom;
import advect.data.prepare.atom.Atoms;
import advect.data.prepare.transform.ColumnTransform;
import advect.data.prepare.transform.Folds;
import advect.data.prepare.transform.HistogramTransform;
import advect.data.prepare.transform.NormalTransform;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Whether the values of a column that stand out ({@link Ties#atoms}) become atoms.
 *
 * <p>Where values are not rounded they do: no density is right for them. Where they are, atom and
 * density both give a cell a probability over its width, and the atoms are taken if rows that they
 * have not seen are likelier by them: than by the transform that would be chosen, with the Gaussian
 * after it, and by the normal quantile of the rank. A histogram counts each value already.
 */
final class AtomChoice {
  /** Other values that a curve can be put through. */
  private static final int FEWEST_OTHERS = 5;

  private final String name;
  private final Cells cells;
  private final double[] points;
  private final List<Double> candidates;

  /**
   * For one column.
   *
   * @param points each in the cell of its value, read only
   * @param candidates values that stand out, increasing
   */
  AtomChoice(String name, Cells cells, double[] points, List<Double> candidates) {
    this.name = name;
    this.cells = cells;
    this.points = points;
    this.candidates = candidates;
  }

  /** The column with its atoms; empty if there are none or nothing beside them. */
  Optional<AtomicColumn> column() {
    if (candidates.isEmpty()) return Optional.empty();
    double[] others = others(points);
    if (others.length < FEWEST_OTHERS) return Optional.empty();
    int knots = AutomaticTransform.knots(cells, others);
    try {
      return Optional.of(fitted(points, knots));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // others too close together or too far apart
    }
  }

  private double[] others(double[] some) {
    return DoubleStream.of(some).filter(point -> !candidates.contains(value(point))).toArray();
  }

  private double value(double point) {
    double x = cells.snap(point, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    return x + 0.0; // -0 is 0
  }

  private AtomicColumn fitted(double[] some, int knots) {
    double[] others = others(some);
    List<Atom> atoms = candidates.stream().map(a -> new Atom(a, share(a, some))).toList();
    NormalTransform margin = NormalTransform.of(others, cells.width(), knots);
    boolean lowest = candidates.get(0) < StatUtils.min(others);
    boolean highest = candidates.get(candidates.size() - 1) > StatUtils.max(others);
    return AtomicColumn.of(
        new NumericColumn(name, cells, margin), new Atoms(atoms, lowest, highest));
  }

  private double share(double atom, double[] some) {
    return (double) DoubleStream.of(some).filter(point -> value(point) == atom).count()
        / some.length;
  }

  /** Whether a rounded column is likelier with its atoms than by this transform. */
  boolean isBetter(AtomicColumn atomic, ColumnTransform without) {
    if (without instanceof HistogramTransform) return false;
    double[] some = HeldOutChoice.thinned(points);
    int knots = ((NormalTransform) atomic.others().transform()).knots();
    HeldOutChoice choice = new HeldOutChoice(points);
    int curved = AutomaticTransform.knots(cells, points);
    double smooth = choice.score(unfitted(without, curved));
    Function<double[], ColumnTransform> curve =
        rest -> NormalTransform.of(rest, cells.width(), curved);
    smooth = Math.max(smooth, choice.score(new HeldOutChoice.Candidate(curve, Detail.SHAPE)));
    return heldOut(some, knots) > smooth;
  }

  /** What fits a transform again to other rows, if it keeps more of them than a few shares. */
  private HeldOutChoice.Candidate unfitted(ColumnTransform fitted, int knots) {
    if (fitted.counts().isEmpty()) return HeldOutChoice.Candidate.fixed(fitted);
    return new HeldOutChoice.Candidate(
        rest -> AutomaticTransform.counted(cells, rest, knots), Detail.VALUES);
  }

  /** Mean log probability of a cell over its width, in nats; -∞ where it cannot be told. */
  private double heldOut(double[] some, int knots) {
    try {
      return StatUtils.mean(Folds.heldOut(some, rest -> logDensity(fitted(rest, knots))));
    } catch (IllegalArgumentException e) {
      return Double.NEGATIVE_INFINITY; // some folds leave nothing beside the atoms
    }
  }

  private DoubleUnaryOperator logDensity(AtomicColumn column) {
    NormalTransform margin = (NormalTransform) column.others().transform();
    return point -> {
      int atom = column.atoms().find(value(point));
      return atom < 0
          ? column.map().logScale() + margin.logDensity(point)
          : Math.log(column.atoms().all().get(atom).share()) - column.logCellWidth();
    };
  }
}
