package advect.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.Split;
import advect.data.prepare.Margins;
import advect.data.prepare.TransformChoice;
import advect.data.table.SourceOptions;
import advect.experiment.result.Json;
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
import advect.train.optimizer.Schedule;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ExperimentSpecTest {
  private static final String MINIMAL = "name: moons\ndata: {toy: two-moons}\n";

  @Test
  void nameAndDataAreEnough() {
    assertThat(Fixtures.parse(MINIMAL))
        .isEqualTo(ExperimentSpec.of("moons", new DataSpec.ToySpec("two-moons")));
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
              split: {validation: 0.3, test: 0.2}
            field: {type: concat-squash, hidden: [8, 16], activation: softplus, time: joined}
            flow:
              trace: {hutchinson: {probes: 3, noise: gaussian}}
              base: standard-normal
              precision: float64
            solver: {method: rk4, steps: 12}
            training:
              objective: mle
              gradient: continuous
              iterations: 1e3
              batch: 1_000
              noise: {from: 0.5, to: 0.25}
              validation: {every: 7, size: 11}
              optimizer: {adam: {rate: 2e-3, beta1: 0.8, beta2: .99, epsilon: 1e-6, weight-decay: 1e-5}}
              schedule: {cosine: {warm-up: 5}}
              stopping: {patience: 4, seconds: 60}
              precision: float64
            evaluate:
              solver: {method: tsit5, tolerance: 1e-9, max-steps: 500}
              samples: 100
              grid: 50
              check-points: 10
            """);
    assertThat(spec)
        .isEqualTo(
            new ExperimentSpec(
                "faithful",
                9_000_000_000L,
                new DataSpec.TableSpec(
                    "some.csv", List.of("a", "b c"), new Split.Fractions(0.3, 0.2)),
                new ModelSpec(
                    new FieldSpec(
                        FieldSpec.Type.CONCAT_SQUASH,
                        List.of(8, 16),
                        Activation.SOFTPLUS,
                        TimeInput.JOINED),
                    new FlowSpec(
                        new Trace.Hutchinson(3, ProbeDistribution.GAUSSIAN),
                        BaseSpec.DEFAULT,
                        Precision.FLOAT64),
                    new SolverChoice("rk4", null, 12, null)),
                new TrainingSpec(
                    new PhaseSpec(
                        PhaseSpec.ObjectiveChoice.MLE,
                        Regularization.NONE,
                        new TrainingOptions(
                            1000,
                            new Adam(2e-3, 0.8, 0.99, 1e-6, 1e-5),
                            new Schedule.Cosine(5),
                            7,
                            new StoppingRule(4, 60))),
                    1000,
                    new Noise(0.5, 0.25),
                    new TrainingSpec.ValidationSpec(7, 11),
                    TrainingSpec.Gradient.CONTINUOUS,
                    Precision.FLOAT64),
                new EvaluateSpec(new SolverChoice("tsit5", 1e-9, null, 500), 100, 50, 10)));
  }

  @Test
  void settingsReplaceValuesAndMakeTheirGroups() {
    ExperimentSpec spec =
        Fixtures.parse(
            MINIMAL + "solver: {method: tsit5, tolerance: 1e-3}\nflow: {trace: exact}\n",
            "training.iterations=5",
            "training.iterations=20",
            "field.hidden=[4, 4]",
            "solver={method: rk4, steps: 3}",
            "flow.trace.hutchinson.probes=2");
    assertThat(spec.training().iterations()).isEqualTo(20);
    assertThat(spec.model().field().hidden()).containsExactly(4, 4);
    assertThat(spec.model().solver()).isEqualTo(new SolverChoice("rk4", null, 3, null));
    assertThat(spec.model().flow().trace())
        .isEqualTo(new Trace.Hutchinson(2, ProbeDistribution.RADEMACHER));
  }

  @Test
  void variantsMayBeNamedAlone() {
    ExperimentSpec spec =
        Fixtures.parse(
            MINIMAL + "flow: {trace: hutchinson}\ntraining: {schedule: cosine, optimizer: adam}");
    assertThat(spec.model().flow().trace())
        .isEqualTo(new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER));
    assertThat(spec.training().last().options().schedule()).isInstanceOf(Schedule.Cosine.class);
  }

  @Test
  void phasesInheritWhatTheyDoNotSay() {
    ExperimentSpec spec =
        Fixtures.parse(
            MINIMAL
                + """
                flow: {base: {student-t: {nu: 3, learned: false}}}
                training:
                  optimizer: {adam: {rate: 3e-3}}
                  average: 0.99
                  phases:
                    - {objective: flow-matching, iterations: 2000, schedule: constant}
                    - {iterations: 500, batch: 64, solver: {method: rk4, steps: 5}, clip: 10, average: 0, costs: {kinetic: .01, steer: .5}, stopping: {patience: 3}}
                """);
    List<PhaseSpec> phases = spec.training().phases();
    assertThat(phases).hasSize(2);
    PhaseSpec first = phases.get(0);
    assertThat(first.objective()).isEqualTo(PhaseSpec.ObjectiveChoice.FLOW_MATCHING);
    assertThat(first.options().schedule()).isEqualTo(new Schedule.Constant());
    assertThat(first.options().average()).isEqualTo(0.99);
    PhaseSpec second = phases.get(1);
    assertThat(second.objective()).isEqualTo(PhaseSpec.ObjectiveChoice.MLE);
    assertThat(second.costs()).isEqualTo(new Regularization(0.01, 0, 0.5));
    assertThat(second.options().clip()).isEqualTo(10);
    assertThat(second.options().optimizer()).isEqualTo(Adam.DEFAULT.withRate(3e-3));
    assertThat(second.options().stopping().patience()).isEqualTo(3);
    assertThat(first.effort()).isEqualTo(PhaseSpec.PhaseEffort.INHERITED);
    assertThat(second.effort().batch()).hasValue(64);
    assertThat(second.effort().solver()).hasValue(new SolverChoice("rk4", null, 5, null));
    assertThat(spec.training().iterations()).isEqualTo(2500);
    assertThat(spec.model().flow().base()).isEqualTo(new BaseSpec.StudentTBase(3, false));
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
  }

  /** One of several phases, or the only one: it says what the group training cannot. */
  @Test
  void aSinglePhaseWithABatchOfItsOwnIsWrittenAsOne() {
    ExperimentSpec spec =
        Fixtures.parse(MINIMAL + "training: {phases: [{iterations: 5, batch: 64}]}");
    assertThat(spec.training().batch()).isEqualTo(TrainingSpec.DEFAULT.batch());
    assertThat(spec.training().last().effort().batch()).hasValue(64);
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
    ExperimentSpec shorter = spec.with(spec.training().with(TrainingSpec.DEFAULT.last().options()));
    assertThat(shorter.training().last().effort().batch()).hasValue(64);
  }

  @Test
  void phasesWithoutIterationsOrWithCostsOfNoSolveAreRefused() {
    assertThatThrownBy(() -> Fixtures.parse(MINIMAL + "training: {phases: [{average: 0.5}]}"))
        .hasMessageContaining("training.phases[1].iterations is missing");
    assertThatThrownBy(() -> Fixtures.parse(MINIMAL + "training: {phases: []}"))
        .hasMessageContaining("training.phases must have at least one");
    assertThatThrownBy(
            () ->
                Fixtures.parse(
                    MINIMAL + "training: {objective: flow-matching, costs: {kinetic: 1}}"))
        .hasMessageContaining("training.costs are of solves, and flow-matching has none");
    assertThatThrownBy(() -> Fixtures.parse(MINIMAL + "training: {costs: {jacobian: -1}}"))
        .hasMessageContaining("jacobian must be a finite number of 0 or more, got -1.0");
  }

  @Test
  void costsAreInheritedByPhasesThatHaveSolves() {
    ExperimentSpec spec =
        Fixtures.parse(
            MINIMAL
                + """
                training:
                  costs: {kinetic: 0.01, steer: 0.5}
                  phases: [{objective: flow-matching, iterations: 3}, {iterations: 3}]
                """);
    List<PhaseSpec> phases = spec.training().phases();
    assertThat(phases.get(0).costs()).isEqualTo(Regularization.NONE);
    assertThat(phases.get(1).costs()).isEqualTo(new Regularization(0.01, 0, 0.5));
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
  }

  /**
   * The default gives way to float64 at the run, and is not written, since that would be refused.
   */
  @Test
  void aDefaultPrecisionGivesWayToAFineTolerance() {
    String fine = MINIMAL + "evaluate: {solver: {tolerance: 4e-7}}";
    ExperimentSpec spec = Fixtures.parse(fine);
    assertThat(spec.model().flow().precision()).isEqualTo(Precision.FLOAT32);
    assertThat(spec.tree().get("flow"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .doesNotContainKey("precision");
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
    ExperimentSpec written = Fixtures.parse(fine, "flow.precision=float64");
    assertThat(Json.line(written.tree())).contains("\"precision\":\"float64\"");
    assertThat(Fixtures.parse(Json.line(written.tree()))).isEqualTo(written);
  }

  @Test
  void float32IsWrittenAndReadWhereItCanTellTheTolerance() {
    for (String solver : List.of("{tolerance: 5e-7}", "{method: rk4, steps: 4}")) {
      ExperimentSpec spec =
          Fixtures.parse(
              MINIMAL + "flow: {precision: float32}\nevaluate: {solver: %s}".formatted(solver));
      assertThat(spec.tree().get("flow"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("precision", "float32");
      assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
    }
  }

  /** As advect train does it: its settings are a tree, under those of the command line. */
  @Test
  void aFineToleranceAmongSettingsGoesBeyondADefaultPrecisionButNoOther() {
    ExperimentSpec spec = Fixtures.parse(MINIMAL);
    String[] fine = {"evaluate.solver.tolerance=1e-9"};
    ExperimentSpec changed = Fixtures.parse(Json.line(spec.treeUnder(List.of(fine))), fine);
    assertThat(changed).isEqualTo(Fixtures.parse(MINIMAL, fine));
    String[] both = {"evaluate.solver.tolerance=1e-9", "flow.precision=float32"};
    assertThatThrownBy(() -> Fixtures.parse(Json.line(spec.treeUnder(List.of(both))), both))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("flow.precision=float32: flow.precision is float32, but");
  }

  /** Names and a condition that mean something else in YAML, where nothing protects them. */
  @Test
  void aSpecificationIsWrittenAsAFile() {
    ExperimentSpec spec =
        Fixtures.parse(
            """
            name: "2024"
            data:
              table: "SELECT a AS '#1: x' FROM 'b.csv' -- *"
              columns: ["*a", "null", "true", "- b", "c: d", "e #f", "1e3", "{g", "ü ", "'"]
              where: "\\"c: d\\" > 1\\n AND a < 'x'"
              split: {validation: 0.125, test: 1.0e-1}
            flow: {base: {mixture: {learned: false}}}
            training: {stopping: {patience: 3}, noise: 0.1}
            """);
    assertThat(Fixtures.parse(spec.yaml())).isEqualTo(spec);
    assertThat(spec.with(List.of())).isEqualTo(spec);
    assertThat(spec.with(List.of("field.hidden=[8]")).model().field().hidden()).containsExactly(8);
  }

  @Test
  void phasesAmongSettingsReplaceTheIterationsUnderThem() {
    ExperimentSpec spec = Fixtures.parse(MINIMAL + "training: {batch: 7, iterations: 9}");
    String[] settings = {"training.phases=[{iterations: 2}, {iterations: 3}]"};
    ExperimentSpec changed = Fixtures.parse(Json.line(spec.treeUnder(List.of(settings))), settings);
    assertThat(changed.training().iterations()).isEqualTo(5);
    assertThat(changed.training().batch()).isEqualTo(7);
    assertThat(spec.treeUnder(List.of("training.iterations=4"))).isEqualTo(spec.tree());
  }

  @Test
  void muonHasAnAdamOfItsOwn() {
    ExperimentSpec spec =
        Fixtures.parse(
            MINIMAL
                + """
                training:
                  optimizer: {muon: {rate: 5e-2, momentum: .9, weight-decay: 0.1, adam: {rate: 1e-2, beta1: .8}}}
                  schedule: {linear: {warm-up: 5, warm-down: 70}}
                """);
    assertThat(spec.training().optimizer())
        .isEqualTo(new Muon(0.05, 0.9, 0.1, new Adam(0.01, 0.8, 0.999, 1e-8, 0)));
    assertThat(spec.training().last().options().schedule()).isEqualTo(new Schedule.Linear(5, 70));
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
  }

  @Test
  void variantsOfTrainingHaveDefaults() {
    TrainingSpec training =
        Fixtures.parse(MINIMAL + "training: {optimizer: muon, schedule: linear}").training();
    assertThat(training.optimizer()).isEqualTo(Muon.DEFAULT);
    assertThat(training.last().options().schedule()).isEqualTo(new Schedule.Linear(20, 500));
  }

  @Test
  void mistakesInVariantsOfTrainingAreToldWithTheirPlace() {
    assertThatThrownBy(
            () -> Fixtures.parse(MINIMAL + "training: {optimizer: {muon: {adam: {rat: 1}}}}"))
        .hasMessageContaining("unknown key training.optimizer.muon.adam.rat; did you mean rate?");
    assertThatThrownBy(
            () -> Fixtures.parse(MINIMAL + "training: {optimizer: {muon: {momentum: 1}}}"))
        .hasMessageContaining("training.optimizer.muon: momentum must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> Fixtures.parse(MINIMAL + "training: {optimizer: moun}"))
        .hasMessageContaining(
            "training.optimizer must be one of adam, muon, but is \"moun\"; did you mean muon?");
    assertThatThrownBy(
            () -> Fixtures.parse(MINIMAL + "training: {schedule: {linear: {warm-down: -1}}}"))
        .hasMessageContaining("warm-up and warm-down must not be negative: 20 and -1");
  }

  @Test
  void categoriesBelongToTheTreatmentAndAreReadWithTheRows() {
    String yaml =
        "name: x\ndata: {table: t.csv, columns: [a, b], preprocessing: {categories: [b]}}\n";
    ExperimentSpec spec = Fixtures.parse(yaml);
    DataSpec.TableSpec table = (DataSpec.TableSpec) spec.data();
    assertThat(table.options().categories()).isEqualTo(Map.of("b", List.of()));
    assertThat(Json.line(spec.tree())).contains("\"categories\":[\"b\"]");
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
  }

  @Test
  void marginsAndNormalColumnsAreWrittenAndRead() {
    String yaml = "name: x\ndata: {table: t.csv, columns: [a, b], preprocessing: {%s}}\n";
    ExperimentSpec spec = Fixtures.parse(yaml.formatted("margins: auto, normal: [b]"));
    assertThat(((DataSpec.TableSpec) spec.data()).preprocessing())
        .isEqualTo(
            DataSpec.TableSpec.PREPROCESSING.with(Margins.AUTO).with("b", TransformChoice.NORMAL));
    assertThat(Json.line(spec.tree())).contains("\"margins\":\"auto\",\"normal\":[\"b\"]");
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
    assertThatThrownBy(() -> Fixtures.parse(yaml.formatted("margins: norml")))
        .hasMessageContaining("must be one of plain, auto, normal, but is \"norml\"");
  }

  @Test
  void atomsAreSwitchedWrittenAndRead() {
    String yaml = "name: x\ndata: {table: t.csv, columns: [a, b], preprocessing: {%s}}\n";
    ExperimentSpec spec = Fixtures.parse(yaml.formatted("atoms: true"));
    assertThat(((DataSpec.TableSpec) spec.data()).preprocessing())
        .isEqualTo(DataSpec.TableSpec.PREPROCESSING.withAtoms(true));
    assertThat(Json.line(spec.tree())).contains("\"atoms\":true");
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
    assertThat(Fixtures.parse(yaml.formatted("automatic: true")))
        .isEqualTo(Fixtures.parse(yaml.formatted("atoms: false")));
  }

  @Test
  void theSeedChoosesTheRowsOfASample() {
    String yaml = "name: x\nseed: 7\ndata: {table: t.csv, columns: [a], sample: 10}\n";
    ExperimentSpec spec = Fixtures.parse(yaml);
    assertThat(spec.data())
        .extracting(data -> ((DataSpec.TableSpec) data).options())
        .isEqualTo(SourceOptions.ALL.withColumns(List.of("a")).withSample(10, 7));
    assertThat(Fixtures.parse(Json.line(spec.tree()))).isEqualTo(spec);
  }

  @Test
  void recordsRefuseInvalidValuesToo() {
    assertThatThrownBy(() -> new TrainingSpec.ValidationSpec(0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every must be at least 1, but is 0");
  }
}
