package advect.data.prepare;

import advect.data.toy.Interval;
import advect.input.InputException;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for one column.
 *
 * @param transform the map to the real line
 * @param bounds of the column's values, if known; they ask for a logit. Columns of a lattice may
 *     reach them, all others stay inside
 * @param levels names of the levels 0, 1, ... of a category, empty for numbers
 * @param dequantize whether the column may be taken for rounded numbers
 */
public record ColumnOptions(
    TransformChoice transform, Optional<Interval> bounds, List<String> levels, boolean dequantize) {
  /** Everything is found out from the training rows. */
  public static final ColumnOptions DEFAULT = of(TransformChoice.AUTOMATIC);

  /** Requires levels for a category and no others, bounds for a logit and no others. */
  public ColumnOptions {
    levels = List.copyOf(levels);
    if ((transform == TransformChoice.CATEGORIES) != (levels.size() > 1)) {
      throw new InputException(
          ("Two or more levels belong to the transform CATEGORIES and to no other, found %s with"
                  + " levels %s; name the levels, or choose another transform.")
              .formatted(transform, levels));
    }
    if (bounds.isPresent()
        && transform != TransformChoice.LOGIT
        && transform != TransformChoice.AUTOMATIC) {
      throw new InputException(
          "Bounds %s ask for a LOGIT, found %s; leave out the bounds or choose LOGIT."
              .formatted(bounds.get(), transform));
    }
  }

  /** A transform that needs nothing else; a logit takes 0 to 1 or 0 to 100, whichever holds all. */
  public static ColumnOptions of(TransformChoice transform) {
    return new ColumnOptions(transform, Optional.empty(), List.of(), true);
  }

  /** A logit between known bounds. */
  public static ColumnOptions bounded(double low, double high) {
    Optional<Interval> bounds = Optional.of(new Interval(low, high));
    return new ColumnOptions(TransformChoice.LOGIT, bounds, List.of(), true);
  }

  /** A category whose level i is called {@code levels.get(i)}. */
  public static ColumnOptions categories(List<String> levels) {
    return new ColumnOptions(TransformChoice.CATEGORIES, Optional.empty(), levels, true);
  }

  /** The same, never taken for rounded numbers. */
  public ColumnOptions continuous() {
    return new ColumnOptions(transform, bounds, levels, false);
  }
}
