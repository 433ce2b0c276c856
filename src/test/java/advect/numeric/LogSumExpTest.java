package advect.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class LogSumExpTest {
  /** n terms round n times each, so the logarithm of their sum is off by about 2 n ε. */
  private static final double ROUNDING = 100 * Math.ulp(1.0);

  @Property
  void isTheLogarithmOfTheSumWhereThatCanBeTaken(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -300, max = 300) Double> terms) {
    double[] logs = terms.stream().mapToDouble(Double::doubleValue).toArray();
    double direct = Math.log(DoubleStream.of(logs).map(Math::exp).sum());
    double tolerance = ROUNDING * Math.max(1, Math.abs(direct));
    assertThat(LogSumExp.of(logs)).isCloseTo(direct, within(tolerance));
    assertThat(oneByOne(logs)).isCloseTo(direct, within(tolerance));
  }

  @Example
  void neitherOverflowsNorUnderflows() {
    for (double size : new double[] {-1e5, 1e5}) {
      double expected = size + Math.log(2);
      assertThat(LogSumExp.of(new double[] {size, size})).isEqualTo(expected);
      assertThat(oneByOne(size, size)).isEqualTo(expected);
    }
  }

  @Example
  void nothingAddsUpToNothing() {
    double nothing = Double.NEGATIVE_INFINITY;
    assertThat(LogSumExp.of(new double[0])).isEqualTo(nothing);
    assertThat(LogSumExp.of(new double[] {nothing, nothing})).isEqualTo(nothing);
    assertThat(LogSumExp.of(new double[] {nothing, 3})).isEqualTo(3);
    assertThat(oneByOne(nothing, 3, nothing)).isEqualTo(3);
  }

  /** Where doubles are more than 50 nats apart, the largest term is still itself. */
  @Example
  void aHugeTermIsItsOwnSum() {
    double far = -1e300;
    assertThat(LogSumExp.of(new double[] {far})).isEqualTo(far);
    assertThat(LogSumExp.of(new double[] {2 * far, far})).isEqualTo(far);
    assertThat(oneByOne(2 * far, far, far)).isEqualTo(far);
  }

  @Example
  void anInfiniteTermIsTheSum() {
    double all = Double.POSITIVE_INFINITY;
    for (double[] logs : new double[][] {{all}, {all, all}, {1, all}, {all, 1}}) {
      assertThat(LogSumExp.of(logs)).isEqualTo(all);
      assertThat(oneByOne(logs)).isEqualTo(all);
    }
  }

  @Example
  void aTermThatIsNoNumberIsNotLost() {
    double none = Double.NaN;
    double all = Double.POSITIVE_INFINITY;
    for (double[] logs : new double[][] {{none}, {none, 1}, {1, none}, {1, none, 2}, {all, none}}) {
      assertThat(LogSumExp.of(logs)).isNaN();
      assertThat(oneByOne(logs)).isNaN();
    }
  }

  private static double oneByOne(double... logs) {
    LogSumExp sum = new LogSumExp();
    for (double log : logs) sum.add(log);
    return sum.value();
  }
}
