package advect.field.check;

import advect.field.Parameter;
import advect.field.VectorField;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Whether the passes of a field fit together, for those who write one of their own:
 *
 * <pre>
 *   FieldCheck.of(new MyField(3)).orThrow();
 * </pre>
 *
 * <p>At random points in float64, each derivative is compared with central differences of what the
 * forward pass gives: the tangents J e with those of f; the reverse pass, for values ⟨f̄, f⟩ and
 * for tangents Σₖ ⟨J̄eₖ, J eₖ⟩ each by itself, in z, in every named parameter, in the context and
 * in time. A field that refuses to tell the cotangent of time with an {@link
 * UnsupportedOperationException} is not asked for it. All samples of an evaluation share their
 * time.
 *
 * <p>Tolerance: that of the best of several differences, found from how much they differ and a
 * hundred roundings of the numbers they are made of; mostly some 1e-9 where the field's numbers are
 * of order 1. The gradient in a parameter with n numbers is compared along random directions, so a
 * single number of it is seen if it is wrong by some √n of that. Places where a derivative jumps
 * are missed by smaller steps, unless a point lies within some 1e-6 of one: then try another seed.
 *
 * <p>Cost: some hundred evaluations of three samples for each named parameter.
 *
 * @param field what was checked, as it describes itself
 * @param comparisons the worst comparison of each kind
 */
public record FieldCheck(String field, List<Comparison> comparisons) {
  private static final int POINTS = 2;

  /** Copies the comparisons. */
  public FieldCheck {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * A derivative that was compared.
   *
   * @param name such as {@code layers.0.weight of tangents}
   * @param got what the field says
   * @param expected what differences say
   * @param tolerance how much these may differ
   */
  public record Comparison(String name, double got, double expected, double tolerance) {
    /** Whether both agree. */
    public boolean holds() {
      return Math.abs(got - expected) <= tolerance;
    }

    /** The difference in units of the tolerance. */
    double excess() {
      double excess = Math.abs(got - expected) / tolerance;
      return Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: the field says %.10g, differences say %.10g, which may be off by %.1g",
          name,
          got,
          expected,
          tolerance);
    }
  }

  /** Checks a field at some points, always the same. */
  public static FieldCheck of(VectorField field) {
    return of(field, 1);
  }

  /**
   * Checks a field at points drawn from {@code seed}, with parameters near those it begins with.
   *
   * @throws IllegalArgumentException if its named parameters are not as many as it says it has
   */
  public static FieldCheck of(VectorField field, long seed) {
    int named = field.parameters().stream().mapToInt(Parameter::count).sum();
    if (named != field.parameterCount()) {
      throw new IllegalArgumentException(
          "%s names %d parameters and says that it has %d: expected the same"
              .formatted(field, named, field.parameterCount()));
    }
    Random random = new Random(seed);
    Comparisons comparisons = new Comparisons();
    for (int i = 0; i < POINTS; i++) new CheckedPoint(field, random).compare(comparisons);
    return new FieldCheck(field.toString(), comparisons.worst());
  }

  /** The comparisons that do not agree. */
  public List<Comparison> failures() {
    return comparisons.stream().filter(comparison -> !comparison.holds()).toList();
  }

  /**
   * Says which comparisons do not agree, and by how much.
   *
   * @throws IllegalStateException if there are any
   */
  public void orThrow() {
    List<Comparison> failures = failures();
    if (failures.isEmpty()) return;
    throw new IllegalStateException(
        failures.stream()
            .map(comparison -> "\n  " + comparison)
            .collect(
                Collectors.joining(
                    "", "derivatives of " + field + " are not those of what it computes:", "")));
  }
}
