package advect.data.toy;

import advect.input.InputException;
import advect.input.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The toy distributions there are: each name with its definition and entropy. */
final class ToyCatalogue {
  private static final Map<String, String> ALIASES = Map.of("moons", "two-moons");

  private static final List<ToyDistribution> ALL =
      List.of(
          eightGaussians(),
          swissRoll(),
          twoMoons(),
          square("circles", new NoisyRings(0.24, 3, 1.5), 3.268136, 4),
          square("rings", new NoisyRings(0.08, 0.75, 1.5, 2.25, 3), 2.623183, 4),
          square("2spirals", new TwoSpirals(), 2.645450, 4),
          square("pinwheel", new Pinwheel(), 2.317788, 4),
          square("checkerboard", new Checkerboard(), Math.log(32), 4.4),
          square("two-circles", new NoisyRings(0.06, 1, 0.5), 0.787645, 1.4),
          mixture());

  private ToyCatalogue() {}

  static List<String> names() {
    return ALL.stream().map(ToyDistribution::name).toList();
  }

  static ToyDistribution named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String wanted = ALIASES.getOrDefault(lower, lower);
    return ALL.stream()
        .filter(toy -> toy.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static InputException unknown(String name) {
    String guess =
        NearestName.of(name, names()).map(n -> "; did you mean '" + n + "'?").orElse(".");
    return new InputException(
        "There is no toy distribution '%s'%s Choose one of: %s."
            .formatted(name, guess, String.join(", ", names())));
  }

  private static ToyDistribution eightGaussians() {
    // The original divides by 1.414, not by the square root of 2.
    double[][] means = new double[8][];
    for (int k = 0; k < means.length; k++) {
      double angle = k * Math.PI / 4;
      means[k] = new double[] {4 / 1.414 * Math.cos(angle), 4 / 1.414 * Math.sin(angle)};
    }
    return square("8gaussians", new GaussianMixture(0.5 / 1.414, means), 2.831880, 4);
  }

  private static ToyDistribution swissRoll() {
    Interval parameter = new Interval(1.5 * Math.PI, 4.5 * Math.PI);
    double topSpeed = Math.hypot(1, parameter.high()) / 5;
    NoisyCurves roll =
        new NoisyCurves(
            0.2, parameter, topSpeed, t -> new double[] {t * Math.cos(t) / 5, t * Math.sin(t) / 5});
    return square("swissroll", roll, 2.669646, 4);
  }

  private static ToyDistribution twoMoons() {
    NoisyCurves moons =
        new NoisyCurves(
            0.2,
            new Interval(0, Math.PI),
            2,
            a -> new double[] {2 * Math.cos(a) - 1, 2 * Math.sin(a) - 0.2},
            a -> new double[] {1 - 2 * Math.cos(a), 0.8 - 2 * Math.sin(a)});
    return square("two-moons", moons, 2.393879, 4);
  }

  private static ToyDistribution mixture() {
    PointLaw law = new GaussianMixture(Math.sqrt(0.4), new double[][] {{-2.8}, {-0.9}, {2}});
    return new ToyDistribution("mixture-1d", law, 1.929016, new Interval(-5.5, 4.7));
  }

  /** In a plotting box of the given half side around the origin. */
  private static ToyDistribution square(String name, PointLaw law, double entropy, double half) {
    Interval side = new Interval(-half, half);
    return new ToyDistribution(name, law, entropy, side, side);
  }
}
