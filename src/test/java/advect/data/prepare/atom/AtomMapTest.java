package advect.data.prepare.atom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.input.InputException;
import advect.input.PlainMap;
import advect.numeric.NormalTail;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AtomMapTest {
  private static final double FAR = Double.POSITIVE_INFINITY;

  /** Atoms and what they take of the scores of other values. */
  record Case(String name, Atoms atoms, List<double[]> intervals) {
    AtomMap map() {
      return new AtomMap(atoms, intervals);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    Atom third = new Atom(0, 0.3);
    Atom tenth = new Atom(5, 0.1);
    return List.of(
        new Case("inside", new Atoms(List.of(third), false, false), List.of(ends(0.7, 0.7))),
        new Case("a cell", new Atoms(List.of(third), false, false), List.of(ends(-0.7, -0.6))),
        new Case("lowest", new Atoms(List.of(third), true, false), List.of(ends(-FAR, -3))),
        new Case("highest", new Atoms(List.of(third), false, true), List.of(ends(2, FAR))),
        new Case(
            "both ends",
            new Atoms(List.of(third, tenth), true, true),
            List.of(ends(-FAR, -3), ends(3, FAR))),
        new Case(
            "neighbours",
            new Atoms(List.of(third, tenth), false, false),
            List.of(ends(0.1, 0.1), ends(0.1, 0.1))));
  }

  private static double[] ends(double left, double right) {
    return new double[] {left, right};
  }

  /** Φ(y) by either tail. */
  private static double phi(double y) {
    double tail = Math.exp(NormalTail.log(Math.abs(y)));
    return y > 0 ? 1 - tail : tail;
  }

  /** Every atom has its share of a standard normal, to round-off of Φ. */
  @ParameterizedTest
  @MethodSource("cases")
  void anAtomTakesItsShare(Case c) {
    AtomMap map = c.map();
    for (int i = 0; i < c.atoms().all().size(); i++) {
      double share = phi(map.inAtom(i, 1)) - phi(map.inAtom(i, 0));
      assertThat(share).isCloseTo(c.atoms().all().get(i).share(), within(1e-14));
      for (double u = 0.5 / (1 << 18); u < 1; u += 1.0 / 64) {
        double y = map.inAtom(i, u);
        assertThat(map.atomAt(y)).isEqualTo(i);
        // dy/du = π / φ(y) by a central difference, whose error is h² y''' / 6
        double h = 1e-3 * Math.min(u, 1 - u);
        double slope = (map.inAtom(i, u + h) - map.inAtom(i, u - h)) / (2 * h);
        assertThat(map.logRoom(i, y)).isCloseTo(Math.log(slope), within(1e-5));
      }
    }
  }

  /** What is left of a standard normal is a multiple of a standard normal outside the intervals. */
  @ParameterizedTest
  @MethodSource("cases")
  void theOthersKeepTheirProportions(Case c) {
    AtomMap map = c.map();
    double sum = c.atoms().all().stream().mapToDouble(Atom::share).sum();
    double taken = c.intervals().stream().mapToDouble(ends -> phi(ends[1]) - phi(ends[0])).sum();
    assertThat(map.logScale()).isCloseTo(Math.log((1 - sum) / (1 - taken)), within(1e-14));
    for (double s = -4; s <= 4; s += 0.0137) {
      int piece = piece(c, s);
      if (piece < 0) continue;
      double y = map.forward(piece, s);
      double expected = Math.exp(map.logScale()) * phi(s);
      for (int i = 0; i < piece; i++) {
        double[] ends = c.intervals().get(i);
        expected += c.atoms().all().get(i).share();
        expected -= Math.exp(map.logScale()) * (phi(ends[1]) - phi(ends[0]));
      }
      assertThat(phi(y)).isCloseTo(expected, within(1e-14));
      assertThat(map.inverse(y)).isCloseTo(s, within(1e-15 / Math.exp(-s * s / 2) + 1e-13));
      double h = 1e-5;
      if (piece(c, s - h) != piece || piece(c, s + h) != piece) continue;
      double slope = (map.forward(piece, s + h) - map.forward(piece, s - h)) / (2 * h);
      // round-off of Φ(y), 1e-16 at most, is that over φ(y) h in the slope
      double error = 1e-8 + 1e-16 / (Math.exp(-y * y / 2) * h);
      assertThat(map.logDerivative(piece, s)).isCloseTo(Math.log(slope), within(error));
    }
  }

  /** Atoms below s; -1 in an atom's interval. */
  private static int piece(Case c, double s) {
    int below = (int) c.intervals().stream().filter(ends -> ends[1] <= s).count();
    boolean inside =
        IntStream.range(0, c.intervals().size())
            .anyMatch(i -> c.intervals().get(i)[0] < s && s < c.intervals().get(i)[1]);
    return inside ? -1 : below;
  }

  /** Where log Φ(-s) alone has a double: Φ(-y) = c Φ(-s). */
  @Test
  void tailsKeepTheirDigits() {
    AtomMap map = cases().get(0).map();
    for (double s : new double[] {-1e150, -1e8, -300, -40, 40, 300, 1e8, 1e150}) {
      int piece = s < 0 ? 0 : 1;
      double y = map.forward(piece, s);
      double t = Math.abs(s);
      double expected = NormalTail.log(t) + Math.log(0.7);
      assertThat(NormalTail.log(Math.abs(y))).isCloseTo(expected, within(1e-12 * -expected));
      assertThat(map.inverse(y)).isCloseTo(s, within(1e-12 * t));
      // dy/ds = M(y) / M(s), and y = s + log(1/0.7) / s roughly, M(t) = 1/t: 1 to 1/s²
      assertThat(map.logDerivative(piece, s)).isCloseTo(0, within(1 / (t * t) + 1e-15));
    }
  }

  @Test
  void treesAreReadAndNonsenseIsRefused() {
    Atoms atoms = cases().get(4).atoms();
    assertThat(Atoms.of(new PlainMap("t", atoms.tree(), "fit again"))).isEqualTo(atoms);
    refused(List.of(1.0, 0.0), List.of(0.1, 0.1), "increasing values");
    refused(List.of(0.0, 1.0), List.of(0.5, 0.5), "sum is between 0 and 1");
    refused(List.of(0.0), List.of(0.5, 0.1), "as many as values, 1");
    refused(List.of(0.0), List.of(-0.5), "share between 0 and 1");
    refused(List.of(), List.of(), "sum is between 0 and 1");
    refused(List.of(0.0), List.of(0.5), true, "room beside");
    Atoms one = cases().get(0).atoms();
    assertThatThrownBy(() -> new AtomMap(one, List.of(ends(-FAR, FAR))))
        .hasMessageContaining("room beside the atoms");
  }

  private static void refused(List<Double> values, List<Double> shares, String why) {
    refused(values, shares, false, why);
  }

  private static void refused(List<Double> values, List<Double> shares, boolean ends, String why) {
    Map<String, Object> tree =
        Map.of("values", values, "shares", shares, "lowest", ends, "highest", ends);
    assertThatThrownBy(() -> Atoms.of(new PlainMap("t", tree, "fit again")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(why);
  }
}
