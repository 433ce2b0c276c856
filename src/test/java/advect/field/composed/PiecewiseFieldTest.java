package advect.field.composed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.kernel.Activation;
import advect.kernel.Kernels;
import advect.kernel.Precision;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A field that changes at n/N is the n-th piece there, values and derivatives alike. */
class PiecewiseFieldTest {
  private static final Kernels<?> KERNELS = Kernels.of(Precision.FLOAT64);
  private static final Mlp PIECE = new Mlp(2, List.of(3), Activation.TANH);
  private static final int SAMPLES = 4;

  /** n · (1/N) rounds below n/N for some n, such as 49 of N = 49 · 2. */
  @Test
  void everyBoundaryBeginsAPieceHoweverItIsRounded() {
    Mlp constant = new Mlp(1, List.of(), Activation.TANH, TimeInput.NONE);
    for (int count = 1; count <= 200; count++) {
      PiecewiseField field = PiecewiseField.untied(constant, count);
      BoundField bound = field.bind(KERNELS);
      double[] theta = new double[field.parameterCount()];
      for (int n = 0; n < count; n++) theta[2 * n + 1] = n; // the bias
      bound.parameters(theta);
      FieldPass pass = bound.pass(1, 0);
      double[] f = new double[1];
      for (int n = 0; n < count; n++) {
        pass.forward(new double[] {n * (1.0 / count)}, new double[1], f, new double[0]);
        assertThat(f[0]).isEqualTo(n);
      }
      pass.forward(new double[] {1}, new double[1], f, new double[0]);
      assertThat(f[0]).isEqualTo(count - 1);
    }
  }

  @Test
  void aPieceAndItsGradientAreThoseOfItsFieldAndOthersHaveNone() {
    PiecewiseField field = PiecewiseField.untied(PIECE, 3);
    double[] theta = random(field.parameterCount());
    BoundField bound = field.bind(KERNELS);
    bound.parameters(theta);
    BoundField second = PIECE.bind(KERNELS);
    second.parameters(field.blocks().of(theta, 1));
    double[][] got = run(bound, 0.5);
    double[][] expected = run(second, 0.5);
    for (int i = 0; i < 3; i++) assertThat(got[i]).containsExactly(expected[i]);
    double[] all = new double[theta.length];
    field.blocks().put(expected[3], 1, all);
    assertThat(got[3]).containsExactly(all, within(0.0));
  }

  /** f, z̄, t̄ and θ̄. */
  private static double[][] run(BoundField bound, double t) {
    double[] times = new double[SAMPLES];
    Arrays.fill(times, t);
    FieldPass pass = bound.pass(SAMPLES, 0);
    double[] f = new double[2 * SAMPLES];
    double[] zbar = new double[2 * SAMPLES];
    double[] tbar = new double[SAMPLES];
    double[] thetaBar = new double[bound.parameterCount()];
    pass.forward(times, random(2 * SAMPLES), f, new double[0]);
    pass.backward(random(2 * SAMPLES), new double[0], zbar);
    pass.timeCotangent(tbar);
    pass.accumulate(0.7);
    bound.drain(thetaBar);
    return new double[][] {f, zbar, tbar, thetaBar};
  }

  /**
   * Fifty passes that all go through fifty pieces need no more than fifty passes of pieces, of some
   * 10 kB each, and not 2,500; the margin is what the collector may leave.
   */
  @Test
  void passesThatGoFromPieceToPieceNeedNoMoreMemory() {
    int count = 50;
    BoundField bound = PiecewiseField.untied(Mlp.tanh(2, 64), count).bind(KERNELS);
    List<FieldPass> passes = Stream.generate(() -> bound.pass(16, 0)).limit(count).toList();
    try {
      goRound(passes, 2);
      long first = usedAfterCollection();
      goRound(passes, count);
      assertThat(usedAfterCollection() - first).isLessThan(4_000_000);
    } finally {
      Reference.reachabilityFence(passes);
    }
  }

  /** Every pass is evaluated in one piece after the other, each in another one at a time. */
  private static void goRound(List<FieldPass> passes, int rounds) {
    double[] numbers = new double[32];
    double[] times = new double[16];
    int count = passes.size();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < count; i++) {
        Arrays.fill(times, (i + round) % count / (double) count);
        passes.get(i).forward(times, numbers, numbers.clone(), new double[0]);
      }
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void timesOfDifferentPiecesAreRefused() {
    BoundField bound = PiecewiseField.untied(PIECE, 2).bind(KERNELS);
    FieldPass pass = bound.pass(2, 0);
    assertThatThrownBy(
            () ->
                pass.forward(new double[] {0.1, 0.9}, new double[4], new double[4], new double[0]))
        .hasMessage("expected times of one piece, got 0.1 and 0.9 of 2 pieces");
  }

  @Test
  void piecesHaveOneDimension() {
    List<VectorField> pieces = List.of(Mlp.tanh(2, 3), Mlp.tanh(3, 3));
    assertThatThrownBy(() -> new PiecewiseField(pieces))
        .hasMessage("pieces must have one dimension, got 2 and 3");
  }

  private static double[] random(int length) {
    return new Random(3).doubles(length, -1, 1).toArray();
  }
}
