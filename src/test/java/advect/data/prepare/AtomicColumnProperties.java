package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Columns that are hard on atoms. */
class AtomicColumnProperties {
  /**
   * A column.
   *
   * @param atoms repeated values
   * @param times how often each
   * @param others distinct values
   */
  record Column(List<Double> atoms, int times, List<Double> others) {
    double[] values() {
      DoubleStream repeated =
          atoms.stream().flatMapToDouble(a -> DoubleStream.generate(() -> a).limit(times));
      return DoubleStream.concat(repeated, others.stream().mapToDouble(x -> x)).toArray();
    }
  }

  /** All equal but five, adjacent doubles, atoms at the ends of the numbers. */
  @Provide
  Arbitrary<Column> columns() {
    Arbitrary<Double> anywhere =
        Arbitraries.oneOf(
            Arbitraries.of(0.0, 1e300, -1e300, Double.MIN_VALUE, 0.5, 1e-300),
            Arbitraries.doubles().between(-3, 3));
    Arbitrary<List<Double>> atoms =
        Arbitraries.oneOf(
            anywhere.map(List::of),
            anywhere.map(a -> List.of(a, Math.nextUp(a))),
            Arbitraries.just(List.of(-1e300, 1e300)));
    Arbitrary<Double> scale = Arbitraries.of(1.0, 1e-9, 1e9);
    return Combinators.combine(
            atoms, Arbitraries.integers().between(5, 90), Arbitraries.randomValue(r -> r), scale)
        .as(
            (repeated, count, random, unit) ->
                new Column(
                    repeated,
                    90,
                    random
                        .doubles(count)
                        .map(u -> unit * (4 * u - 2) * Math.abs(u))
                        .boxed()
                        .toList()));
  }

  /**
   * Atoms come back to the bit. Others do to round-off of y, which as 1e-13 (1 + |y|) is that over
   * dy/dx in x, and that of Φ, 1e-16 over a density that near atoms is at least that of their
   * smallest share: 90 of 270 rows.
   */
  @Property(tries = 200)
  void valuesComeBack(@ForAll("columns") Column column, @ForAll long seed) {
    double[] values = column.values();
    Preprocessing prepared =
        Columns.fit(values, PreprocessingOptions.DEFAULT.with(LinearMode.NONE).withAtoms(true));
    assertThat(prepared.mixed()).isTrue();
    for (Dequantization noise : List.of(Dequantization.centre(), Dequantization.uniform(seed, 0))) {
      Encoded encoded = prepared.encode(Columns.table(values), noise);
      double[] back = prepared.decode(encoded.points()).data;
      for (int i = 0; i < values.length; i++) {
        double log = encoded.logJacobian()[i];
        assertThat(log).isFinite();
        double y = encoded.points().data[i];
        double error = 1e-13 * (1 + Math.abs(y)) * Math.exp(-log) + 4 * Math.ulp(values[i]);
        assertThat(back[i])
            .isCloseTo(values[i], within(column.atoms().contains(values[i]) ? 0 : error));
      }
    }
  }
}
