package advect.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A number and how far off it may be.
 *
 * @param mean the number, such as the mean of independent numbers
 * @param standardError such as their deviation over √n; NaN where it is not known, as for a lone
 *     number, which does not tell
 */
public record Estimate(double mean, double standardError) {
  /** What was not measured. */
  public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

  /** Digits of an error that are worth reading: a third would need some 5,000 numbers. */
  private static final MathContext ERROR = new MathContext(2, RoundingMode.HALF_UP);

  /** Errors below this are written with a power of ten if the number is as small. */
  private static final double SMALL = 1e-5;

  /** From the numbers. */
  public static Estimate of(double[] numbers) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double number : numbers) statistics.addValue(number);
    double deviation = numbers.length > 1 ? statistics.getStandardDeviation() : Double.NaN;
    return new Estimate(statistics.getMean(), deviation / Math.sqrt(numbers.length));
  }

  /**
   * The same number with an error from another source, independent of the one it has: √(a² + b²).
   *
   * @param other of either sign; NaN if it is not known, which then changes nothing
   */
  public Estimate withError(double other) {
    return Double.isNaN(other) ? this : new Estimate(mean, Math.hypot(standardError, other));
  }

  /**
   * Number and error with the digits that the error supports: two of its own, and as many decimals
   * of the number. {@code 2.6483 ± 0.0022}, {@code 217.0 ± 7.9}, {@code (3.44 ± 0.40)e-11}.
   *
   * <p>Without an error that is finite and above 0 the number has four decimals.
   */
  public String text() {
    if (!supported()) {
      return plain() + (standardError == 0 ? " ± 0" : "");
    }
    int shift = power();
    BigDecimal error = rounded(scaled(standardError, shift));
    String both = value(shift, error) + " ± " + error.toPlainString();
    return shift == 0 ? both : "(" + both + ")e" + shift;
  }

  /** The number alone, with the same digits. */
  public String meanText() {
    if (!supported()) return plain();
    int shift = power();
    String value = value(shift, rounded(scaled(standardError, shift)));
    return shift == 0 ? value : value + "e" + shift;
  }

  private boolean supported() {
    return Double.isFinite(mean) && Double.isFinite(standardError) && standardError > 0;
  }

  private String plain() {
    return String.format(Locale.ROOT, "%.4f", mean);
  }

  /** Of ten, that is taken out of both; 0 where plain numerals read well. */
  private int power() {
    double larger = Math.max(Math.abs(mean), standardError);
    return standardError < SMALL && larger < SMALL ? (int) Math.floor(Math.log10(larger)) : 0;
  }

  private static BigDecimal scaled(double number, int shift) {
    return BigDecimal.valueOf(number).scaleByPowerOfTen(-shift);
  }

  private static BigDecimal rounded(BigDecimal error) {
    BigDecimal two = error.round(ERROR);
    return two.setScale(two.scale() + ERROR.getPrecision() - two.precision()); // 0.1 is 0.10
  }

  private String value(int shift, BigDecimal error) {
    return scaled(mean, shift).setScale(error.scale(), RoundingMode.HALF_EVEN).toPlainString();
  }
}
