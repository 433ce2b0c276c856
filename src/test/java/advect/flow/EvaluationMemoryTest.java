package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.BoundField;
import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.flow.dynamics.FlowDynamics;
import advect.kernel.Activation;
import advect.kernel.Precision;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of an evaluation, by which a budget is spent, are those that making one allocates. */
class EvaluationMemoryTest {
  private static final int SAMPLES = 60;

  static Stream<Arguments> evaluations() {
    return Stream.of(
            new Mlp(2, List.of(64, 70), Activation.TANH),
            new Mlp(70, List.of(64), Activation.SOFTPLUS),
            new ConcatSquash(2, List.of(64, 70), Activation.TANH),
            new ConcatSquash(70, List.of(), Activation.SILU))
        .flatMap(field -> Stream.of(0, 1, 9).map(tangents -> Arguments.of(field, tangents)));
  }

  /** Objects other than arrays of numbers take less than a twentieth. */
  @ParameterizedTest
  @MethodSource("evaluations")
  void evaluationBytesAreThoseAllocated(VectorField field, int tangents) {
    for (Precision precision : Precision.values()) {
      BoundField bound = field.bind(precision);
      FlowDynamics dynamics = new FlowDynamics(bound, field.dim(), SAMPLES, tangents);
      double counted = dynamics.evaluationBytes();
      assertThat(counted / measured(dynamics)).as("%s", precision).isBetween(0.95, 1.05);
    }
  }

  /** The least of a few, for what is made only once is not an evaluation's. */
  private static double measured(FlowDynamics dynamics) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = thread.getCurrentThreadAllocatedBytes();
      dynamics.evaluation();
      least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
