package advect.plot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import advect.plot.data.Range;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class AxisProperties {
  @Property(tries = 300)
  void labelsAreDistinctShortAndExact(
      @ForAll @DoubleRange(min = -1, max = 1) double centre,
      @ForAll @DoubleRange(min = 0.02, max = 2) double width,
      @ForAll @IntRange(min = -12, max = 9) int magnitude,
      @ForAll @DoubleRange(min = 2, max = 9) double wanted) {
    double unit = Math.pow(10, magnitude);
    Range range = new Range((centre - width) * unit, (centre + width) * unit);
    Axis axis = Axis.of(range, wanted);
    Set<String> labels = new HashSet<>();
    int ticks = 0;
    for (double k = Math.ceil(range.lo() / axis.step()); k * axis.step() <= range.hi(); k++) {
      String label = axis.label(axis.count(k * axis.step()));
      assertThat(label.length()).as(label).isLessThanOrEqualTo(8);
      // labels are exact but for round-off of the division by the power of ten
      double read =
          Double.parseDouble(label.replace('\u2212', '-')) * Math.pow(10, axis.exponent());
      assertThat(Math.abs(read - k * axis.step())).isLessThan(1e-9 * unit);
      labels.add(label);
      ticks++;
    }
    assertThat(labels).hasSize(ticks);
    // the step is at most 2.5 times the wanted one; a range holds its length in steps, give or take
    // 1
    assertThat((double) ticks).isBetween(wanted / 2.5 - 1, wanted + 1);
  }
}
