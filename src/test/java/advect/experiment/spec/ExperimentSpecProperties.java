package advect.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.Split;
import advect.data.toy.ToyDistribution;
import advect.field.layered.TimeInput;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Regularization;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.SolverChoice;
import advect.train.StoppingRule;
import advect.train.TrainingOptions;
import advect.train.objective.Noise;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Muon;
import advect.train.optimizer.Optimizer;
import advect.train.optimizer.Schedule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExperimentSpecProperties {
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void writingAndReadingYamlIsTheIdentity(@ForAll("specs") ExperimentSpec spec)
      throws JsonProcessingException {
    assertThat(Fixtures.parse(new YAMLMapper().writeValueAsString(spec.tree()))).isEqualTo(spec);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void writingAndReadingJsonIsTheIdentity(@ForAll("specs") ExperimentSpec spec)
      throws JsonProcessingException {
    assertThat(Fixtures.parse(new ObjectMapper().writeValueAsString(spec.tree()))).isEqualTo(spec);
  }

  @Provide
  Arbitrary<ExperimentSpec> specs() {
    return Combinators.combine(
            Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(12),
            Arbitraries.longs(),
            data(),
            Combinators.combine(field(), flow(), solver()).as(ModelSpec::new),
            training(),
            evaluate())
        .as(ExperimentSpec::new);
  }

  private static Arbitrary<DataSpec> data() {
    Arbitrary<DataSpec> toys = Arbitraries.of(ToyDistribution.names()).map(DataSpec.ToySpec::new);
    Arbitrary<List<String>> columns = text().list().ofMaxSize(3).uniqueElements();
    Arbitrary<DataSpec> tables =
        Combinators.combine(text(), columns)
            .as((source, c) -> new DataSpec.TableSpec(source, c, new Split.Fractions(0.4, 0.2)));
    return Arbitraries.oneOf(toys, tables);
  }

  /**
   * Words that YAML could take for something else are among them; control characters are not, since
   * JSON may hold some that YAML may not.
   */
  private static Arbitrary<String> text() {
    Arbitrary<String> traps =
        Arbitraries.of("null", "true", "1e3", "a: b", "# x", "'", "\"", "[x]", "ä β", "*x", "&x");
    return Arbitraries.oneOf(
        traps,
        Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).filter(s -> !s.isBlank()));
  }

  private static Arbitrary<FieldSpec> field() {
    return Combinators.combine(
            Arbitraries.of(FieldSpec.Type.class),
            Arbitraries.integers().between(1, 1000).list().ofMaxSize(4),
            Arbitraries.of(Activation.class))
        .as((type, hidden, a) -> new FieldSpec(type, hidden, a, TimeInput.JOINED));
  }

  private static Arbitrary<FlowSpec> flow() {
    Arbitrary<Trace> exact = Arbitraries.just(new Trace.Exact());
    Arbitrary<Trace> random =
        Combinators.combine(sizes(), Arbitraries.of(ProbeDistribution.class))
            .as(Trace.Hutchinson::new);
    return Combinators.combine(
            Arbitraries.oneOf(exact, random), bases(), Arbitraries.of(Precision.class))
        .as(FlowSpec::new);
  }

  private static Arbitrary<SolverChoice> solver() {
    return Arbitraries.oneOf(
        positive().map(tolerance -> new SolverChoice("tsit5", tolerance, null, null)),
        sizes().map(steps -> new SolverChoice("rk4", null, steps, null)));
  }

  private static Arbitrary<TrainingSpec> training() {
    Arbitrary<Schedule> schedules =
        Arbitraries.oneOf(
            Arbitraries.just(new Schedule.Constant()),
            sizes().map(Schedule.Cosine::new),
            Combinators.combine(sizes(), sizes()).as(Schedule.Linear::new),
            sizes().map(size -> new Schedule.Cooldown(size, 1 / (1.0 + size))));
    Arbitrary<Adam> adams = positive().map(rate -> new Adam(rate, 0.5, 0, rate, 0.25));
    Arbitrary<Optimizer> optimizers =
        Arbitraries.oneOf(
            adams,
            Combinators.combine(positive(), adams)
                .as((rate, adam) -> new Muon(rate, 0.75, 0.5, adam)));
    return Combinators.combine(
            Arbitraries.of(TrainingSpec.Gradient.class),
            sizes(),
            sizes(),
            Combinators.combine(sizes(), sizes()).as(TrainingSpec.ValidationSpec::new),
            optimizers,
            schedules,
            Combinators.combine(sizes(), positive()).as(StoppingRule::new),
            Arbitraries.of(Precision.class))
        .as(
            (gradient, iterations, batch, validation, optimizer, schedule, stopping, precision) ->
                new TrainingSpec(
                    phases(
                        new TrainingOptions(
                            iterations,
                            optimizer,
                            schedule,
                            2.5,
                            0.75,
                            validation.every(),
                            stopping)),
                    batch,
                    iterations % 2 == 0 ? Noise.constant(0.125) : new Noise(0.5, 0.125),
                    validation,
                    gradient,
                    precision,
                    new EnsembleSpec(
                        1 + iterations % 3, EnsembleSpec.BLEND.subList(0, iterations % 3))));
  }

  /** One phase, or two where the iterations are even. */
  private static List<PhaseSpec> phases(TrainingOptions options) {
    Optional<SolverChoice> solver = Optional.of(new SolverChoice("rk4", null, 7, null));
    PhaseSpec.PhaseEffort effort =
        options.iterations() % 3 == 0
            ? PhaseSpec.PhaseEffort.INHERITED
            : new PhaseSpec.PhaseEffort(OptionalInt.of(options.iterations()), solver);
    Regularization costs = new Regularization(0.5, 0, 0.25);
    PhaseSpec likelihood = new PhaseSpec(PhaseSpec.ObjectiveChoice.MLE, costs, effort, options);
    PhaseSpec matching =
        new PhaseSpec(PhaseSpec.ObjectiveChoice.FLOW_MATCHING, Regularization.NONE, options);
    return options.iterations() % 2 == 0 ? List.of(matching, likelihood) : List.of(likelihood);
  }

  private static Arbitrary<BaseSpec> bases() {
    return Arbitraries.of(
        BaseSpec.DEFAULT, new BaseSpec.StudentTBase(2.5, true), new BaseSpec.MixtureBase(false));
  }

  private static Arbitrary<EvaluateSpec> evaluate() {
    return Combinators.combine(solver(), sizes(), Arbitraries.integers().between(2, 2000), sizes())
        .as((solver, samples, grid, points) -> new EvaluateSpec(solver, samples + 1, grid, points));
  }

  private static Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(1, 9_999_999);
  }

  /** Every positive finite double, by its bits. */
  private static Arbitrary<Double> positive() {
    return Arbitraries.longs()
        .between(1, Double.doubleToLongBits(Double.MAX_VALUE))
        .map(Double::longBitsToDouble);
  }
}
