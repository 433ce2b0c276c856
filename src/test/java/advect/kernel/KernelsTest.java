package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import advect.kernel.GuardedWeights.Placement;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {
  @ParameterizedTest
  @EnumSource
  void aPrecisionHasOneSetOfKernels(Precision precision) {
    Kernels<?> kernels = Kernels.of(precision);
    assertThat(kernels.precision()).isEqualTo(precision);
    assertThat(Kernels.of(precision)).isSameAs(kernels);
  }

  @Test
  void theTwinOfTheFloat64SourceHoldsFloats() {
    assertThat(Kernels.of(Precision.FLOAT32).panel(1, 1, 1).data).isInstanceOf(float[].class);
    assertThat(Kernels.of(Precision.FLOAT64).panel(1, 1, 1).data).isInstanceOf(double[].class);
    assertThat(Kernels.of(Precision.FLOAT32).matrix(1, 1).forward).isInstanceOf(float[].class);
    assertThat(Kernels.of(Precision.FLOAT64).matrix(1, 1).forward).isInstanceOf(double[].class);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void storeReadsBackWhatWasLoaded(Kernels<?> kernels) {
    readBack(kernels);
  }

  private static <A> void readBack(Kernels<A> kernels) {
    double third = kernels.precision() == Precision.FLOAT32 ? 1f / 3 : 1.0 / 3;
    Guarded<A> panel = Guarded.of(kernels, new Shape(3, 1, 2), 1, 2, 3, 4, 5, 1.0 / 3);
    assertThat(panel.numbers()).containsExactly(1, 2, 3, 4, 5, third);
    kernels.fill(panel.panel(), 7);
    assertThat(panel.numbers()).containsExactly(7, 7, 7, 7, 7, 7);
    assertThat(panel.padding()).hasSize(4 * Panel.TILE - 6).containsOnly(7);
    for (int features : new int[] {1, 64, 65, 130}) {
      for (int blocks = 0; blocks <= 2; blocks++) {
        double[] numbers = new double[5 * blocks * features];
        Arrays.setAll(numbers, i -> i);
        Shape shape = new Shape(5, blocks, features);
        Guarded<A> many = Guarded.of(kernels, shape, numbers);
        assertThat(many.numbers()).containsExactly(numbers);
        assertThat(Arrays.stream(many.padding())).allMatch(p -> p == Guarded.GARBAGE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void aFeatureIsAViewOfItsNumbers(Kernels<?> kernels) {
    view(kernels);
  }

  private static <A> void view(Kernels<A> kernels) {
    double[] numbers = new double[2 * 3 * 70];
    Arrays.setAll(numbers, i -> i);
    Guarded<A> panel = Guarded.of(kernels, new Shape(3, 2, 70), numbers);
    for (int f : new int[] {0, 1, 63, 64, 69}) {
      double[] feature = new double[6];
      kernels.store(panel.panel().feature(f), feature);
      assertThat(feature).containsExactly(Arrays.copyOfRange(numbers, 6 * f, 6 * f + 6));
    }
    kernels.load(new double[] {-1, -2, -3, -4, -5, -6}, panel.panel().feature(64));
    for (int i = 0; i < 6; i++) numbers[6 * 64 + i] = -1 - i;
    assertThat(panel.numbers()).containsExactly(numbers);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void aNewPanelAndANewMatrixAreZero(Kernels<?> kernels) {
    fresh(kernels);
  }

  private static <A> void fresh(Kernels<A> kernels) {
    Dual<A> dual = kernels.dual(3, 2, 70);
    assertThat(Shape.of(dual.values())).isEqualTo(new Shape(3, 1, 70));
    assertThat(Shape.of(dual.tangents())).isEqualTo(new Shape(3, 2, 70));
    double[] tangents = new double[3 * 2 * 70];
    Arrays.fill(tangents, Double.NaN);
    kernels.store(dual.tangents(), tangents);
    assertThat(tangents).containsOnly(0);
    Matrix<A> matrix = kernels.matrix(3, 2);
    double[] total = new double[6];
    kernels.drain(matrix, total, new Slot(0, 2, 1));
    assertThat(total).containsOnly(0);
    kernels.load(new double[] {1, 2, 3}, dual.values().feature(0));
    Guarded<A> y = Guarded.random(kernels, new Shape(3, 1, 3), new Random(1));
    Guarded<A> x = Guarded.random(kernels, new Shape(3, 1, 2), new Random(1));
    kernels.product(matrix, x.panel(), y.panel());
    assertThat(Arrays.stream(y.numbers())).allMatch(n -> n == 0);
  }

  /** What a memory budget counts with. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void activatedBytesAreThoseOfItsArrays(Kernels<?> kernels) {
    for (Activation activation : Activation.values()) {
      for (int tangents = 0; tangents <= 2; tangents++) {
        bytes(kernels, activation, new Shape(5, tangents, 70));
      }
    }
  }

  private static <A> void bytes(Kernels<A> kernels, Activation activation, Shape shape) {
    int samples = shape.samples();
    Activated<A> s = kernels.activated(activation, samples, shape.blocks(), shape.features());
    Set<Object> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Dual<A> dual : List.of(s.pre(), s.post())) {
      assertThat(Shape.of(dual.values())).isEqualTo(KernelsActivationTest.valuesOf(shape));
      assertThat(Shape.of(dual.tangents())).isEqualTo(shape);
      arrays.add(dual.values().data);
      arrays.add(dual.tangents().data);
    }
    if (!activation.riccati()) {
      arrays.add(s.slope().data);
      arrays.add(s.curvature().data);
    }
    long numbers = arrays.stream().mapToLong(Array::getLength).sum();
    int size = kernels.precision() == Precision.FLOAT32 ? Float.BYTES : Double.BYTES;
    assertThat(kernels.activatedBytes(activation, samples, shape.blocks(), shape.features()))
        .isEqualTo(numbers * size);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void aMatrixHoldsWhatWasLoadedLast(Kernels<?> kernels) {
    reload(kernels);
  }

  private static <A> void reload(Kernels<A> kernels) {
    Random rng = new Random(7);
    GuardedWeights<A> first = GuardedWeights.random(kernels, 7, 5, Placement.ROWS, rng);
    GuardedWeights<A> second = GuardedWeights.random(kernels, 7, 5, Placement.COLUMNS, rng);
    kernels.load(second.theta(), second.slot(), first.matrix());
    Guarded<A> x = Guarded.random(kernels, new Shape(9, 1, 5), rng);
    assertThat(product(first.matrix(), x)).containsExactly(product(second.matrix(), x));
  }

  private static <A> double[] product(Matrix<A> w, Guarded<A> x) {
    Shape shape = new Shape(x.panel().samples(), x.panel().blocks(), w.out());
    Guarded<A> y = Guarded.of(x.kernels(), shape, new double[shape.size()]);
    x.kernels().product(w, x.panel(), y.panel());
    return y.numbers();
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void discardingForgetsTheGradient(Kernels<?> kernels) {
    discard(kernels);
  }

  private static <A> void discard(Kernels<A> kernels) {
    Random rng = new Random(8);
    for (int[] size : new int[][] {{7, 5}, {5, 7}, {1, 1}, {70, 3}}) {
      GuardedWeights<A> w = GuardedWeights.random(kernels, size[0], size[1], Placement.ROWS, rng);
      Guarded<A> x = Guarded.random(kernels, new Shape(9, 1, size[1]), rng);
      Guarded<A> ybar = Guarded.randomCotangent(kernels, new Shape(9, 1, size[0]), rng);
      kernels.accumulate(1, ybar.panel(), x.panel(), w.matrix());
      kernels.discard(w.matrix());
      DMatrixRMaj total = w.drained(new DMatrixRMaj(size[0], size[1]));
      assertThat(Arrays.stream(total.data)).allMatch(g -> g == 0);
    }
  }

  /** As layers give times to their matrices: one feature of a panel that has others beside it. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void aFeatureIsAnInputLikeAPanelOfItsOwn(Kernels<?> kernels) {
    for (int out : new int[] {1, 2, 3, 5, 8, 64, 70}) {
      for (int samples : new int[] {1, 3, 4, 65}) {
        inputs(kernels, out, new Shape(samples, 1, 2));
      }
    }
  }

  private static <A> void inputs(Kernels<A> kernels, int out, Shape shape) {
    Random rng = new Random(10);
    Shape outputs = new Shape(shape.samples(), 1, out);
    for (int f = 0; f < 2; f++) {
      Panel<A> both = kernels.panel(shape.samples(), 1, 2); // its array ends where its rows do
      kernels.load(Guarded.uniform(shape.size(), rng), both);
      double[] numbers = new double[shape.samples()];
      kernels.store(both.feature(f), numbers);
      Guarded<A> own = Guarded.of(kernels, new Shape(shape.samples(), 1, 1), numbers);
      GuardedWeights<A> w = GuardedWeights.random(kernels, out, 1, Placement.ROWS, rng);
      Guarded<A> y = Guarded.random(kernels, outputs, rng);
      kernels.product(w.matrix(), both.feature(f), y.panel());
      assertThat(y.numbers()).containsExactly(product(w.matrix(), own));
      Guarded<A> ybar = Guarded.randomCotangent(kernels, outputs, rng);
      DMatrixRMaj zero = new DMatrixRMaj(out, 1);
      kernels.accumulate(0.5, ybar.panel(), both.feature(f), w.matrix());
      DMatrixRMaj gradient = w.drained(zero);
      kernels.accumulate(0.5, ybar.panel(), own.panel(), w.matrix());
      assertThat(gradient.data).containsExactly(w.drained(zero).data);
    }
  }

  /** What training relies on: the same operands give the same bits, whatever ran before. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void resultsAreRepeatable(Kernels<?> kernels) {
    assertThat(product(kernels, 9)).containsExactly(product(kernels, 9));
  }

  /** Scratch is kept from call to call; a solve that diverged must not spoil the next one. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void notANumberLeavesNothingBehind(Kernels<?> kernels) {
    for (int samples : new int[] {1, 40}) {
      diverge(kernels, samples);
      assertThat(Arrays.stream(product(kernels, 9)).filter(Double::isNaN).count()).isZero();
    }
  }

  private static <A> void diverge(Kernels<A> kernels, int samples) {
    Random rng = new Random(6);
    GuardedWeights<A> w = GuardedWeights.random(kernels, 8, 48, Placement.ROWS, rng);
    double[] spoilt = new double[w.theta().length];
    Arrays.fill(spoilt, Double.NaN);
    kernels.load(spoilt, w.slot(), w.matrix());
    Guarded<A> x = Guarded.random(kernels, new Shape(samples, 1, 48), rng);
    Guarded<A> y = Guarded.random(kernels, new Shape(samples, 1, 8), rng);
    kernels.fill(x.panel(), Double.NaN);
    kernels.product(w.matrix(), x.panel(), y.panel());
    assertThat(Arrays.stream(y.numbers()).allMatch(Double::isNaN)).isTrue();
    kernels.accumulate(1, y.panel(), x.panel(), w.matrix());
    DMatrixRMaj zero = new DMatrixRMaj(8, 48);
    assertThat(Arrays.stream(w.drained(zero).data).allMatch(Double::isNaN)).isTrue();
    assertThat(Arrays.stream(w.drained(zero).data)).as("emptied").allMatch(g -> g == 0);
    Guarded<A> finite = Guarded.random(kernels, x.shape(), rng);
    Guarded<A> ybar = Guarded.randomCotangent(kernels, y.shape(), rng);
    kernels.accumulate(1, ybar.panel(), finite.panel(), w.matrix());
    assertThat(Arrays.stream(w.drained(zero).data)).allMatch(Double::isFinite);
  }

  private static <A> double[] product(Kernels<A> kernels, long seed) {
    Random rng = new Random(seed);
    GuardedWeights<A> w = GuardedWeights.random(kernels, 70, 45, Placement.ROWS, rng);
    return product(w.matrix(), Guarded.random(kernels, new Shape(101, 1, 45), rng));
  }
}
