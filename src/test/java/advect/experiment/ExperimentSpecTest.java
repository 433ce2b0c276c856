package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.kernel.Activation;
import advect.kernel.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentSpecTest {
  private static final String MINIMAL = "name: moons\ndata: {toy: two-moons}\n";

  @Test
  void nameAndDataAreEnough() {
    assertThat(Fixtures.parse(MINIMAL))
        .isEqualTo(ExperimentSpec.of("moons", new DataSpec.Toy("two-moons")));
  }

  @Test
  void everyKeyIsRead() {
    ExperimentSpec spec =
        Fixtures.parse(
            """
            name: faithful
            seed: 9000000000
            data:
              table: some.csv
              columns: [a, b c]
              split: {train: 0.5, validation: 0.3, test: 0.2}
            field: {type: concat-squash, hidden: [8, 16], activation: softplus, time: joined}
            flow:
              trace: {hutchinson: {probes: 3, noise: gaussian}}
              base: standard-normal
              precision: float32
            solver: {method: rk4, steps: 12}
            training:
              objective: mle
              gradient: continuous
              iterations: 1e3
              batch: 1_000
              validation: {every: 7, size: 11}
              optimizer: {adam: {rate: 2e-3, beta1: 0.8, beta2: .99, epsilon: 1e-6, weight-decay: 1e-5}}
              schedule: {cosine: {warm-up: 5}}
              precision: float64
            evaluate:
              solver: {method: gragg, tolerance: 1e-9}
              samples: 100
              grid: 50
              check-points: 10
            """);
    assertThat(spec)
        .isEqualTo(
            new ExperimentSpec(
                "faithful",
                9_000_000_000L,
                new DataSpec.Table(
                    "some.csv", List.of("a", "b c"), new DataSpec.Split(0.5, 0.3, 0.2)),
                new FieldSpec(
                    FieldSpec.Type.CONCAT_SQUASH,
                    List.of(8, 16),
                    Activation.SOFTPLUS,
                    FieldSpec.Time.JOINED),
                new FlowSpec(
                    new FlowSpec.Trace.Hutchinson(3, FlowSpec.Noise.GAUSSIAN),
                    FlowSpec.Base.STANDARD_NORMAL,
                    Precision.FLOAT32),
                new SolverSpec.Fixed("rk4", 12),
                new TrainingSpec(
                    TrainingSpec.Objective.MLE,
                    TrainingSpec.Gradient.CONTINUOUS,
                    1000,
                    1000,
                    new TrainingSpec.Validation(7, 11),
                    new TrainingSpec.Adam(2e-3, 0.8, 0.99, 1e-6, 1e-5),
                    new TrainingSpec.Schedule.Cosine(5),
                    Precision.FLOAT64),
                new EvaluateSpec(new SolverSpec.Adaptive("gragg", 1e-9), 100, 50, 10)));
  }

  @Test
  void settingsReplaceValuesAndMakeTheirGroups() {
    ExperimentSpec spec =
        Fixtures.parse(
            MINIMAL + "solver: {method: gragg, tolerance: 1e-3}\nflow: {trace: exact}\n",
            "training.iterations=5",
            "training.iterations=20",
            "field.hidden=[4, 4]",
            "solver={method: rk4, steps: 3}",
            "flow.trace.hutchinson.probes=2");
    assertThat(spec.training().iterations()).isEqualTo(20);
    assertThat(spec.field().hidden()).containsExactly(4, 4);
    assertThat(spec.solver()).isEqualTo(new SolverSpec.Fixed("rk4", 3));
    assertThat(spec.flow().trace())
        .isEqualTo(new FlowSpec.Trace.Hutchinson(2, FlowSpec.Noise.RADEMACHER));
  }

  @Test
  void variantsMayBeNamedAlone() {
    ExperimentSpec spec =
        Fixtures.parse(
            MINIMAL + "flow: {trace: hutchinson}\ntraining: {schedule: cosine, optimizer: adam}");
    assertThat(spec.flow().trace()).isEqualTo(FlowSpec.Trace.Hutchinson.DEFAULT);
    assertThat(spec.training().schedule()).isEqualTo(TrainingSpec.Schedule.Cosine.DEFAULT);
  }

  @Test
  void recordsRefuseInvalidValuesToo() {
    assertThatThrownBy(() -> new SolverSpec.Adaptive("dopri5", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tolerance must be greater than 0, but is NaN");
    assertThatThrownBy(() -> new TrainingSpec.Validation(0, 10))
        .hasMessage("every must be at least 1, but is 0");
  }
}
