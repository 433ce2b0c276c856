package advect.experiment.check;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.prepare.Dequantization;
import advect.data.prepare.Preprocessing;
import advect.data.prepare.PreprocessingOptions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables on planes and curves are told from others, which are not blamed. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
class ThinSupportTest {
  private static final int ROWS = 1000;

  private enum Planar {
    SUM(r -> sum(r, 1e9)),
    ROUNDED_SUM(r -> sum(r, 100));

    private final Function<Random, double[]> row;

    Planar(Function<Random, double[]> row) {
      this.row = row;
    }
  }

  private enum Curved {
    CIRCLE(r -> circle(6.3 * r.nextDouble(), 1e9)),
    ROUNDED_CIRCLE(r -> circle(6.3 * r.nextDouble(), 10_000)),
    PARABOLA(r -> parabola(r.nextGaussian())),
    PRODUCT(r -> product(1 + r.nextDouble(), 1 + r.nextDouble()));

    private final Function<Random, double[]> row;

    Curved(Function<Random, double[]> row) {
      this.row = row;
    }
  }

  private enum Ordinary {
    NORMAL(r -> new double[] {r.nextGaussian(), r.nextGaussian(), r.nextGaussian()}),
    CORRELATED(r -> noisy(r.nextGaussian(), 0.05 * r.nextGaussian())),
    NOISY_CIRCLE(r -> noisyCircle(r)),
    LONG_TAILS(r -> new double[] {Math.exp(3 * r.nextGaussian()), Math.exp(3 * r.nextGaussian())}),
    FEW_VALUES(r -> new double[] {r.nextInt(4), r.nextInt(6), r.nextGaussian()}),
    REPEATED(r -> new double[] {r.nextInt(20) == 0 ? r.nextDouble() : 0.123456, r.nextGaussian()});

    private final Function<Random, double[]> row;

    Ordinary(Function<Random, double[]> row) {
      this.row = row;
    }
  }

  private static double[] sum(Random r, double units) {
    double a = Math.rint(units * r.nextGaussian()) / units;
    double b = Math.rint(units * r.nextGaussian()) / units;
    return new double[] {a, b, Math.rint(units * (a + b)) / units};
  }

  private static double[] circle(double t, double units) {
    return new double[] {
      Math.rint(units * Math.cos(t)) / units, Math.rint(units * Math.sin(t)) / units
    };
  }

  private static double[] parabola(double x) {
    return new double[] {x, x * x};
  }

  private static double[] product(double a, double b) {
    return new double[] {a, b, a * b};
  }

  private static double[] noisy(double a, double noise) {
    return new double[] {a, a + noise};
  }

  private static double[] noisyCircle(Random r) {
    double t = 6.3 * r.nextDouble();
    return new double[] {
      Math.cos(t) + 0.03 * r.nextGaussian(), Math.sin(t) + 0.03 * r.nextGaussian()
    };
  }

  private static Optional<ThinSupport> thin(Function<Random, double[]> row) {
    Random random = new Random(5);
    double[][] all = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) all[i] = row.apply(random);
    DMatrixRMaj rows = new DMatrixRMaj(all);
    List<String> names = List.of("a", "b", "c").subList(0, rows.numCols);
    Preprocessing fit = Preprocessing.fit(names, rows, PreprocessingOptions.DEFAULT);
    return ThinSupport.of(fit, rows, fit.encode(rows, Dequantization.uniform(1, 0)).points());
  }

  @ParameterizedTest
  @EnumSource
  void columnsThatTellOneAnotherAreNamed(Planar kind) {
    assertThat(thin(kind.row).orElseThrow().sentence())
        .startsWith("the columns 'a', 'b', 'c' tell one another, so that rows lie on a plane: ")
        .contains("there is no density there", "do not compare it");
  }

  @ParameterizedTest
  @EnumSource
  void curvesAndSurfacesAreSeen(Curved kind) {
    assertThat(thin(kind.row).orElseThrow().sentence())
        .startsWith("rows lie on a curve or surface of fewer dimensions than columns, as closely");
  }

  @ParameterizedTest
  @EnumSource
  void ordinaryTablesAreNotBlamed(Ordinary kind) {
    assertThat(thin(kind.row)).isEmpty();
  }
}
