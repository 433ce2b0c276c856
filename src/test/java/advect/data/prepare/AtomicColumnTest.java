package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import advect.data.table.Table;
import advect.input.InputException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AtomicColumnTest {
  private static final int ROWS = 8000;
  private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final PreprocessingOptions OPTIONS =
      PreprocessingOptions.DEFAULT.with(LinearMode.NONE).withAtoms(true);
  private static final Map<String, Preprocessing> FITTED = new ConcurrentHashMap<>();

  /**
   * A mixture whose measure is known.
   *
   * @param atoms probabilities by value
   * @param log density of other values, with their share, in nats
   */
  record Law(
      String name,
      ToDoubleFunction<SplittableRandom> draw,
      Map<Double, Double> atoms,
      DoubleUnaryOperator log,
      double from,
      double to) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Law ZEROS =
      new Law(
          "exponential with zeros",
          random -> random.nextDouble() < 0.69 ? 0 : -Math.log(1 - random.nextDouble()),
          Map.of(0.0, 0.69),
          x -> Math.log(0.31) - x,
          0,
          60);

  /** Φ(-1) = 0.158655. */
  private static final Law CLIPPED =
      new Law(
          "clipped normal",
          random -> Math.min(Math.max(random.nextGaussian(), -1), 1),
          Map.of(-1.0, 0.158655, 1.0, 0.158655),
          x -> -x * x / 2 - LOG_ROOT_TWO_PI,
          -1,
          1);

  private static final Law SPIKE =
      new Law(
          "normal with a spike",
          random -> random.nextDouble() < 0.2 ? 0.5 : random.nextGaussian(),
          Map.of(0.5, 0.2),
          x -> Math.log(0.8) - x * x / 2 - LOG_ROOT_TWO_PI,
          -12,
          12);

  private static final Law TWO =
      new Law(
          "normal with two atoms",
          random -> {
            double u = random.nextDouble();
            return u < 0.3 ? 0 : u < 0.4 ? 1 : random.nextGaussian();
          },
          Map.of(0.0, 0.3, 1.0, 0.1),
          x -> Math.log(0.6) - x * x / 2 - LOG_ROOT_TWO_PI,
          -12,
          12);

  static List<Law> laws() {
    return List.of(ZEROS, CLIPPED, SPIKE, TWO);
  }

  private static Preprocessing fitted(Law law) {
    return FITTED.computeIfAbsent(
        law.name(), name -> Columns.fit(Columns.draws(ROWS, 1, law.draw()), OPTIONS));
  }

  /** log p of values under a flow that leaves the standard normal as it is. */
  private static double[] logDensity(Preprocessing prepared, double... values) {
    return logDensity(prepared, Dequantization.centre(), values);
  }

  private static double[] logDensity(
      Preprocessing prepared, Dequantization noise, double... values) {
    Encoded encoded = prepared.encode(Columns.table(values), noise);
    double[] normal =
        Arrays.stream(encoded.points().data).map(y -> -y * y / 2 - LOG_ROOT_TWO_PI).toArray();
    return encoded.logDensity(normal);
  }

  /**
   * Of the atoms exactly, of the others by 100,000 fresh points: a standard error of √(2 · 0.01 /
   * 100,000) = 4.5e-4 at most. The share of an atom errs by 1 / (2 · 8000) nats.
   */
  @ParameterizedTest
  @MethodSource("laws")
  void theMixtureIsLearnedToAHundredthOfANat(Law law) {
    Preprocessing prepared = fitted(law);
    double divergence = 0;
    double others = 1;
    for (Map.Entry<Double, Double> atom : law.atoms().entrySet()) {
      double p = atom.getValue();
      divergence += p * (Math.log(p) - logDensity(prepared, atom.getKey())[0]);
      others -= p;
    }
    double[] fresh =
        Arrays.stream(Columns.draws(100_000, 2, law.draw()))
            .filter(x -> !law.atoms().containsKey(x))
            .toArray();
    double[] learned = logDensity(prepared, fresh);
    double mean =
        IntStream.range(0, fresh.length)
            .mapToDouble(i -> law.log().applyAsDouble(fresh[i]) - learned[i])
            .average()
            .orElseThrow();
    divergence += others * mean;
    assertThat(divergence).isBetween(-0.001, 0.01);
  }

  /** P(atoms) + ∫ p = 1: midpoints of 40,000 cells, in some 100 of which the slope has a kink. */
  @ParameterizedTest
  @MethodSource("laws")
  void atomsAndDensityHaveMassOne(Law law) {
    Preprocessing prepared = fitted(law);
    double mass =
        law.atoms().keySet().stream().mapToDouble(a -> Math.exp(logDensity(prepared, a)[0])).sum();
    int cells = 40_000;
    double h = (law.to() - law.from()) / cells;
    double[] middles =
        IntStream.range(0, cells).mapToDouble(i -> law.from() + (i + 0.5) * h).toArray();
    double[] logp =
        logDensity(
            prepared,
            Arrays.stream(middles).map(x -> law.atoms().containsKey(x) ? x + h / 9 : x).toArray());
    mass += h * Arrays.stream(logp).map(Math::exp).sum();
    assertThat(mass).isCloseTo(1, within(1e-3));
  }

  /**
   * Draws of a standard normal have the atoms as often as the law: within 4.5 standard errors of
   * 8,000 rows and 100,000 draws together, which is a false alarm in 70,000 for an atom.
   */
  @ParameterizedTest
  @MethodSource("laws")
  void normalDrawsAreDecodedToTheAtomsAsOftenAndStayInBounds(Law law) {
    double[] draws = Columns.draws(100_000, 3, SplittableRandom::nextGaussian);
    double[] rows = fitted(law).decode(Columns.table(draws)).data;
    law.atoms()
        .forEach(
            (atom, p) -> {
              double share = Arrays.stream(rows).filter(x -> x == atom).count() / 1e5;
              double error = Math.sqrt(p * (1 - p) * (1.0 / ROWS + 1e-5));
              assertThat(share).isCloseTo(p, within(4.5 * error));
            });
    assertThat(Arrays.stream(rows)).allMatch(x -> law.from() <= x && x <= law.to());
  }

  /** Wherever in its interval the noise puts an atom, its log P under a normal is log π. */
  @ParameterizedTest
  @MethodSource("laws")
  void anAtomComesBackWhateverTheNoise(Law law) {
    Preprocessing prepared = fitted(law);
    for (double atom : law.atoms().keySet()) {
      double[] same = new double[1000];
      Arrays.fill(same, atom);
      Dequantization noise = Dequantization.uniform(4, 0);
      DMatrixRMaj points = prepared.encode(Columns.table(same), noise).points();
      assertThat(prepared.decode(points).data).isEqualTo(same);
      assertThat(Arrays.stream(points.data).distinct().count()).isGreaterThan(900);
      double expected = logDensity(prepared, atom)[0];
      for (double logp : logDensity(prepared, noise, same)) {
        assertThat(logp).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(fitted(ZEROS).mixed()).isTrue();
    assertThat(fitted(ZEROS).discrete()).isFalse();
    assertThat(fitted(ZEROS).withoutCells()).isEmpty();
    assertThat(fitted(ZEROS).report()).hasSize(1);
    assertThat(fitted(ZEROS).report().get(0))
        .matches(
            "Column 'x' is 0 in (68|69|70)\\.\\d % of the rows: an atom; log p of such rows is a log"
                + " probability in that column. Each other value is replaced by the normal quantile of"
                + " its rank, by a smooth curve through \\d+ points.");
    assertThat(fitted(CLIPPED).report().get(0))
        .matches("Column 'x' is -1 in 1[5-6]\\.\\d %, 1 in 1[5-6]\\.\\d % of the rows: atoms; .*");
  }

  @Test
  void nothingIsBeyondAnAtomAtTheEdge() {
    assertThat(fitted(ZEROS).accepts(Columns.table(new double[] {-1e-300}), 0)).isFalse();
    assertThat(fitted(ZEROS).accepts(Columns.table(new double[] {1e300}), 0)).isTrue();
    assertThat(fitted(SPIKE).accepts(Columns.table(new double[] {-1e300}), 0)).isTrue();
    refused(ZEROS, -1, "expected a number that is 0 or more; correct or remove the row");
    refused(CLIPPED, 2, "expected a number that is -1 or more and 1 or less;");
  }

  private static void refused(Law law, double x, String why) {
    assertThatThrownBy(() -> logDensity(fitted(law), x))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(why);
  }

  /** A single row below takes the bound away. */
  @Test
  void aFitToASampleAcceptsEveryRow() {
    double[] sample = Columns.draws(500, 1, ZEROS.draw());
    double[] all = Arrays.copyOf(sample, 501);
    all[500] = -0.25;
    Table table = new Table("t", List.of("x"), Columns.table(all));
    Preprocessing prepared = SampledFit.of(table, Columns.table(sample), OPTIONS);
    assertThat(prepared.mixed()).isTrue();
    assertThat(logDensity(prepared, -0.25)[0]).isFinite();
  }

  @Test
  void treesKeepTheBits() throws Exception {
    Preprocessing prepared = fitted(TWO);
    ObjectMapper mapper = new ObjectMapper();
    Map<?, ?> text = mapper.readValue(mapper.writeValueAsString(prepared.tree()), Map.class);
    Map<String, Object> tree = new LinkedHashMap<>();
    text.forEach((key, value) -> tree.put(String.valueOf(key), value));
    Preprocessing read = Preprocessing.of(tree);
    assertThat(read.tree()).isEqualTo(prepared.tree());
    double[] values = Columns.draws(200, 5, TWO.draw());
    assertThat(logDensity(read, values)).isEqualTo(logDensity(prepared, values));
    Map<String, Object> column =
        new LinkedHashMap<>(Map.of("name", "x", "treatment", Map.of("kind", "identity")));
    column.put("atoms", fitted(ZEROS).tree().get("columns"));
    Map<String, Object> wrong = new LinkedHashMap<>(tree);
    wrong.put("columns", List.of(column));
    assertThatThrownBy(() -> Preprocessing.of(wrong))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("normal beside atoms");
  }

  @Test
  void nothingIsAnAtomUnlessAskedFor() {
    assertThat(PreprocessingOptions.DEFAULT.atoms()).isFalse();
    double[] values = Columns.draws(500, 1, ZEROS.draw());
    PreprocessingOptions without = OPTIONS.withAtoms(false);
    assertThat(Columns.fit(values, without).tree().toString()).doesNotContain("atoms");
    assertThat(Columns.fit(values, OPTIONS.with("x", TransformChoice.IDENTITY)).mixed()).isFalse();
    assertThat(Columns.fit(values, OPTIONS.with("x", TransformChoice.NORMAL)).mixed()).isTrue();
    double[] smooth = Columns.draws(500, 1, SplittableRandom::nextGaussian);
    assertThat(Columns.fit(smooth, OPTIONS).tree()).isEqualTo(Columns.fit(smooth, without).tree());
  }

  /**
   * Under a density p other than the standard normal, zeros have the probability ∫ p up to Φ⁻¹(π).
   * With π = 0.69 the integrand over u, p/φ at Φ⁻¹(π u), is 0 at one end and smooth: five places
   * err by less than a fiftieth. Its middle alone is off by a quarter.
   */
  @Test
  void aScoreIsTheProbabilityOfTheAtom() {
    Preprocessing fitted = fitted(ZEROS);
    double share = shareOfZeros(fitted);
    double end = NORMAL.inverseCumulativeProbability(share);
    NormalDistribution density = new NormalDistribution(1, 0.8);
    DMatrixRMaj zero = Columns.table(new double[] {0, 1});
    Encoded points = fitted.encodeToScore(zero, 0);
    assertThat(points.rows()).isEqualTo(2);
    double[] logp = points.logDensity(logDensity(density, points));
    assertThat(Math.exp(logp[0]))
        .isCloseTo(density.cumulativeProbability(end), withinPercentage(2));
    Encoded middle = fitted.encode(zero, Dequantization.centre());
    double off = middle.logDensity(logDensity(density, middle))[0] - logp[0];
    assertThat(Math.abs(off)).isGreaterThan(0.1);
    assertThat(logp[1]).isEqualTo(middle.logDensity(logDensity(density, middle))[1]);
  }

  private static double[] logDensity(NormalDistribution density, Encoded points) {
    return Arrays.stream(points.points().data).map(density::logDensity).toArray();
  }

  /** A standard normal density gives the atom its share, wherever in its interval it is put. */
  private static double shareOfZeros(Preprocessing fitted) {
    Encoded point = fitted.encode(Columns.table(new double[] {0}), Dequantization.centre());
    return Math.exp(point.logDensity(logDensity(NORMAL, point))[0]);
  }
}
