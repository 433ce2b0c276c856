package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row's log density and base point are functions of that row: the same bits in any company. */
class RowIndependenceTest {
  private static final int ROWS = 1000;
  private static final int DIM = 3;
  private static final int CONTEXT = 2;

  static Stream<FlowDensity> densities() {
    List<VectorField> fields =
        List.of(
            new Mlp(DIM, List.of(13, 24), Activation.TANH, TimeInput.JOINED),
            new ConcatSquash(DIM, List.of(16), Activation.SOFTPLUS),
            Mlp.tanh(DIM, 70),
            new Mlp(DIM, List.of(17), Activation.TANH, TimeInput.JOINED, CONTEXT),
            new ConcatSquash(DIM, List.of(12, 12), Activation.TANH, CONTEXT));
    List<Trace> traces =
        List.of(new Trace.Exact(), new Trace.Hutchinson(2, ProbeDistribution.GAUSSIAN));
    return fields.stream().flatMap(field -> traces.stream().map(trace -> density(field, trace)));
  }

  /** A field strong enough that rows differ in their steps: three times a random start. */
  private static FlowDensity density(VectorField field, Trace trace) {
    FlowSettings settings =
        FlowSettings.DEFAULT
            .withTrace(trace)
            .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-5)))
            .withPrecision(Precision.FLOAT32)
            .withSeed(5);
    ContinuousFlow flow = ContinuousFlow.of(field, Standardization.identity(DIM), 3);
    double[] theta = flow.parameters();
    for (int i = 0; i < theta.length; i++) theta[i] *= 3;
    return flow.withParameters(theta).with(settings).density();
  }

  /** Rows near and far: each a factor 1.006 farther out than the one before, up to some 400. */
  private static DMatrixRMaj rows(int columns, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(ROWS, columns);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = random.nextGaussian() * Math.pow(1.006, (double) i / columns);
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("densities")
  void aRowHasTheSameBitsInAnyCompany(FlowDensity density) {
    DMatrixRMaj x = rows(DIM, 1);
    DMatrixRMaj c = density.contextDim() == 0 ? new DMatrixRMaj(0, 0) : rows(CONTEXT, 2);
    FlowPoints whole = density.encodeWithLogDensity(x, c);
    assertThat(Arrays.stream(whole.logDensity()).distinct().count()).isGreaterThan(ROWS - 5);
    int[] ascending = IntStream.range(0, ROWS).toArray();
    int[] shuffled = shuffled();
    int[] byOutlierness =
        Arrays.stream(ascending)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> whole.logDensity()[i]))
            .mapToInt(i -> i)
            .toArray();
    FlowDensity oneThread = density.withParallelism(new Parallelism(64, 1));
    requireSame(whole, oneThread, x, c, ascending, 1);
    requireSame(whole, oneThread, x, c, shuffled, 7);
    requireSame(whole, oneThread, x, c, byOutlierness, 64);
    for (int threads : new int[] {1, 2, 7}) {
      FlowDensity onThreads = density.withParallelism(new Parallelism(64, threads));
      requireSame(whole, onThreads, x, c, shuffled, ROWS);
      requireSame(whole, onThreads, x, c, byOutlierness, ROWS);
    }
    requireSame(whole, density.withParallelism(new Parallelism(11, 1)), x, c, shuffled, ROWS);
  }

  private static int[] shuffled() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
    Collections.shuffle(order, new Random(4));
    return order.stream().mapToInt(i -> i).toArray();
  }

  /** Tables of so many rows, in this order. */
  private static void requireSame(
      FlowPoints whole, FlowDensity density, DMatrixRMaj x, DMatrixRMaj c, int[] order, int size) {
    try (Scorer scorer = density.scorer()) {
      for (int first = 0; first < ROWS; first += size) {
        int[] table = Arrays.copyOfRange(order, first, Math.min(ROWS, first + size));
        DMatrixRMaj context = c.numCols == 0 ? c : select(c, table);
        FlowPoints found = scorer.score(select(x, table), context);
        for (int i = 0; i < table.length; i++) {
          int row = table[i];
          assertThat(bits(found.logDensity()[i])).isEqualTo(bits(whole.logDensity()[row]));
          assertThat(found.report(i)).isEqualTo(whole.report(row));
          for (int j = 0; j < DIM; j++) {
            assertThat(bits(found.points().get(i, j))).isEqualTo(bits(whole.points().get(row, j)));
          }
        }
      }
    }
  }

  private static long bits(double x) {
    return Double.doubleToRawLongBits(x);
  }

  private static DMatrixRMaj select(DMatrixRMaj rows, int[] which) {
    DMatrixRMaj some = new DMatrixRMaj(which.length, rows.numCols);
    for (int i = 0; i < which.length; i++) {
      for (int j = 0; j < rows.numCols; j++) some.set(i, j, rows.get(which[i], j));
    }
    return some;
  }

  @ParameterizedTest
  @MethodSource("densities")
  void drawsAndTheirLogDensitiesAreThoseOfTheirPoints(FlowDensity density) {
    DMatrixRMaj c = density.contextDim() == 0 ? new DMatrixRMaj(0, 0) : rows(CONTEXT, 2);
    DMatrixRMaj alone = c.numCols == 0 ? density.sample(300, 9) : density.sample(c, 9);
    FlowPoints both =
        c.numCols == 0 ? density.sampleWithLogDensity(300, 9) : density.sampleWithLogDensity(c, 9);
    assertThat(both.points().data).containsExactly(alone.data);
    assertThat(both.logDensity()).containsExactly(density.logDensity(alone, c));
  }
}
