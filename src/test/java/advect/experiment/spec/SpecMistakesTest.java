package advect.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import advect.data.toy.ToyDistribution;
import advect.ode.SolverCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake, and the sentence a person reads about it. */
class SpecMistakesTest {
  private static final String GOOD = "name: moons\ndata: {toy: two-moons}\n";

  /** The text after GOOD starts on line 3; / stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          training: {optimizer: {adam: {rat: 1}}} | x.yaml, line 3: unknown key training.optimizer.adam.rat; did you mean rate? (known: rate, beta1, beta2, epsilon, weight-decay)
          trainig: {batch: 3}                     | x.yaml, line 3: unknown key trainig; did you mean training? (known: name, seed, data, method, field, flow, solver, training, evaluate)
          zzz: 1                                  | x.yaml, line 3: unknown key zzz (known: name, seed, data, method, field, flow, solver, training, evaluate)
          training:/  batch: many                 | x.yaml, line 4: training.batch must be a whole number, such as 256, but is "many"
          training:/  batch: 1.5                  | x.yaml, line 4: training.batch must be a whole number, such as 256, but is "1.5"
          training:/  batch: -5                   | x.yaml, line 4: training.batch must be at least 1, but is -5
          training:/  batch: 0                    | x.yaml, line 4: training.batch must be at least 1, but is 0
          training:/  batch: 5000000000           | x.yaml, line 4: training.batch must be at most 2147483647, but is "5000000000"
          training:/  noise: -0.1                 | x.yaml, line 4: training.noise must be from 0 to 1, but is -0.1
          training:/  batch: [1]                  | x.yaml, line 4: training.batch must be a whole number, such as 256, but is a list
          training:/  batch:                      | x.yaml, line 4: training.batch must be a whole number, such as 256, but is empty
          training:                               | x.yaml, line 3: training must be a group of keys, such as {objective: ...}, but is empty
          training: 5                             | x.yaml, line 3: training must be a group of keys, such as {objective: ...}, but is "5"
          solver: {tolerance: 0}                  | x.yaml, line 3: solver.tolerance must be a finite number greater than 0, but is 0
          solver: {tolerance: .nan}               | x.yaml, line 3: solver.tolerance must be a number, such as 1e-4, but is ".nan"
          solver: {tolerance: 1e999}              | x.yaml, line 3: solver.tolerance must be a finite number greater than 0, but is Infinity
          solver: {method: dopri}                 | x.yaml, line 3: solver.method must be one of <solvers>, but is "dopri"; did you mean dopri5?
          solver: {method: rk4}                   | x.yaml, line 3: solver: rk4 takes equal steps: say how many, for example steps: 20
          solver: {method: rk4, steps: 0}         | x.yaml, line 3: solver.steps must be at least 1, but is 0
          solver: {steps: 4, tolerance: 1}        | x.yaml, line 3: solver: steps 4 and tolerance 1.0 exclude each other: fixed steps follow no tolerance; give one
          field: {activation: relu}               | x.yaml, line 3: field.activation must be one of tanh, softplus, silu, elu, sigmoid, but is "relu"; did you mean elu?
          field: {type: resnet}                   | x.yaml, line 3: field.type must be one of mlp, concat-squash, but is "resnet"
          field: {hidden: 64}                     | x.yaml, line 3: field.hidden must be a list, such as [64, 64], but is "64"
          field: {hidden: [64, big]}              | x.yaml, line 3: field.hidden[2] must be a whole number, such as 64, but is "big"
          field: {hidden: [64, -2]}               | x.yaml, line 3: field.hidden must list widths of at least 1, but has -2
          field: {type: concat-squash, time: none}| x.yaml, line 3: field.time must be joined for type concat-squash, whose gates are functions of time
          flow: {trace: {exact: {probes: 2}}}     | x.yaml, line 3: unknown key flow.trace.exact.probes (no keys belong here)
          flow: {trace: {exact: {}, hutchinson: {}}} | x.yaml, line 3: flow.trace must be just one of exact, hutchinson, but is a group of keys (exact, hutchinson)
          flow: {trace: [exact]}                  | x.yaml, line 3: flow.trace must be one of exact, hutchinson, but is a list
          flow: {trace: {hutchinson: {probes: 0}}}| x.yaml, line 3: flow.trace.hutchinson: probes must be at least 1: 0
          solver: {method: gill, steps: 9}        | x.yaml, line 3: solver has method gill, a black box whose steps cannot be differentiated; add training.gradient: continuous, or choose a method such as dopri5
          flow:/  precision: float32/evaluate: {solver: {tolerance: 1e-9}} | x.yaml, line 4: flow.precision is float32, but evaluate.solver is dopri5, tolerance 1e-09: finer than float32 can tell: ask for a tolerance of 5.0E-7 or more, or leave out flow.precision
          solver: {max-steps: 0}                  | x.yaml, line 3: solver.max-steps must be at least 1, but is 0
          field: {hidden: [90000, 90000]}         | x.yaml, line 3: field.hidden must ask for at most 100000000 weights between hidden layers, but [90000, 90000] have more
          evaluate: {grid: 5000}                  | x.yaml, line 3: evaluate.grid must be at most 2000, but is 5000
          training: {batch: 2000000000}           | x.yaml, line 3: training.batch must be at most 10000000, but is 2000000000
          training: {optimizer: {adam: {rate: 0}}}| x.yaml, line 3: training.optimizer.adam: rate must be a finite number greater than 0, got 0.0
          training: {optimizer: {adam: {rate: 1e999}}} | x.yaml, line 3: training.optimizer.adam: rate must be a finite number greater than 0, got Infinity
          training: {phases: [{iterations: 3}, {average: 0.5}]} | x.yaml, line 3: training.phases[2].iterations is missing; add iterations: 2000
          training: {phases: []}                  | x.yaml, line 3: training.phases must have at least one phase, such as {iterations: 2000}
          training:/  iterations: 5/  phases: [{iterations: 3}] | x.yaml, line 4: training.iterations cannot stand beside training.phases, which have iterations of their own; remove one
          training: {phases: [{iterations: 2000000000}, {iterations: 2000000000}]} | x.yaml, line 3: training.phases must have at most 2147483647 iterations together, but have 4000000000
          training: {phases: [{iterations: 3, bach: 5}]} | x.yaml, line 3: unknown key training.phases[1].bach; did you mean batch? (known: objective, iterations, optimizer, schedule, clip, average, costs, stopping, batch, solver)
          training: {phases: [{iterations: 3, batch: 0}]} | x.yaml, line 3: training.phases[1].batch must be at least 1, but is 0
          training: {phases: [{iterations: 3, solver: {steps: 0}}]} | x.yaml, line 3: training.phases[1].solver.steps must be at least 1, but is 0
          training: {phases: [{iterations: 3, solver: {method: rk4}}]} | x.yaml, line 3: training.phases[1].solver: rk4 takes equal steps: say how many, for example steps: 20
          training: {phases: [{iterations: 3, objective: flow-matching, solver: {steps: 3}}]} | x.yaml, line 3: training.phases[1].solver is of no use to flow-matching, which has no solves; leave it out or choose objective: mle
          training: {phases: [{iterations: 3, solver: {method: gill, steps: 9}}]} | x.yaml, line 3: training.phases[1].solver has method gill, a black box whose steps cannot be differentiated; add training.gradient: continuous, or choose a method such as dopri5
          training:/  gradient: continuous/  phases:/    - iterations: 3/    - iterations: 3/      solver: {method: luther, steps: 9}/      costs: {jacobian: 1} | x.yaml, line 9: training.phases[2].costs need a method of the library's own, such as dopri5, but solver.method is luther
          training: {solver: {steps: 3}}          | x.yaml, line 3: unknown key training.solver (known: objective, iterations, optimizer, schedule, clip, average, costs, stopping, phases, gradient, batch, noise, validation, precision, members, blend)
          training:/  clip: -1                    | x.yaml, line 4: training.clip must be greater than 0, but is -1
          training:/  average: 1                  | x.yaml, line 4: training.average must be from 0 to less than 1, but is 1
          training:/  stopping:/    patience: 0   | x.yaml, line 5: training.stopping.patience must be at least 1, but is 0
          training:/  stopping:/    seconds: 0    | x.yaml, line 5: training.stopping.seconds must be greater than 0, but is 0
          training: {costs: {kinetic: 1e999}}     | x.yaml, line 3: training.costs: kinetic must be a finite number of 0 or more, got Infinity
          solver: {method: luther, steps: 9}/training:/  gradient: continuous/  costs: {kinetic: 1} | x.yaml, line 6: training.costs need a method of the library's own, such as dopri5, but solver.method is luther
          solver: {method: luther, steps: 9}/training:/  gradient: continuous/  phases:/    - iterations: 3/    - iterations: 3/      costs: {jacobian: 1} | x.yaml, line 9: training.phases[2].costs need a method of the library's own, such as dopri5, but solver.method is luther
          training: {optimizer: {adma: {}}}       | x.yaml, line 3: training.optimizer must be one of adam, muon, but is "adma"; did you mean adam?
          training: {noise: 2}                    | x.yaml, line 3: training.noise must be from 0 to 1, but is 2.0
          training: {noise: {from: 0.1, to: 0.2}} | x.yaml, line 3: training.noise.to must be above 0 and at most from, but is 0.2
          training: {members: 0}                  | x.yaml, line 3: training.members must be at least 1, but is 0
          seed: x                                 | x.yaml, line 3: seed must be a whole number, such as 1, but is "x"
          seed: 1/seed: 2                         | x.yaml, line 4: seed is given twice, first at x.yaml, line 3
          seed: *other                            | x.yaml, line 3: aliases such as *other are not read; write the value
          ---/name: other                         | x.yaml, line 4: a second document starts here; keep one in a file
          """)
  void oneMistakeOneSentence(String mistake, String sentence) {
    assertThat(messageOf(GOOD + mistake.replace('/', '\n'))).isEqualTo(filled(sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          training.iteratons=5   | --set training.iteratons=5: unknown key training.iteratons; did you mean iterations? (known: objective, iterations, optimizer, schedule, clip, average, costs, stopping, phases, gradient, batch, noise, validation, precision, members, blend)
          training.iterations=x  | --set training.iterations=x: training.iterations must be a whole number, such as 2000, but is "x"
          training.iterations=   | --set training.iterations=: training.iterations must be a whole number, such as 2000, but is empty
          training.iterations=-1 | --set training.iterations=-1: training.iterations must be at least 1, but is -1
          training.phases.0.iterations=1 | --set training.phases.0.iterations=1: training.phases must be a list, such as [{objective: ...}, ...], but is a group of keys (0); --set replaces a list as a whole
          data.toy=moons         | --set data.toy=moons: data.toy must be one of <toys>, but is "moons"; did you mean two-moons?
          name.first=x           | --set name.first=x: name must be text, such as two-moons, but is a group of keys (first)
          field.hidden=[1, 2     | --set field.hidden=[1, 2: not readable as YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>
          training               | --set training: has no =; write key=value, such as training.iterations=3000
          .batch=1               | --set .batch=1: has an empty key; write key=value, such as training.iterations=3000
          name=../up             | --set name=../up: name names the results directory, so it may have letters, digits, dots, dashes and underscores only, but is "../up"
          """)
  void anOverrideIsNamedAsItWasTyped(String setting, String sentence) {
    assertThat(messageOf(GOOD, setting)).isEqualTo(filled(sentence));
  }

  @Test
  void anOverrideThatAddsAVariantIsToldToReplaceTheOther() {
    assertThat(
            messageOf(
                GOOD + "training: {optimizer: {adam: {rate: 1e-3}}}",
                "training.optimizer.muon.rate=1e-2"))
        .isEqualTo(
            "--set training.optimizer.muon.rate=1e-2: training.optimizer must be just one of adam,"
                + " muon, and has another; write --set 'training.optimizer={muon: {rate: 1e-2}}'");
    assertThat(messageOf(GOOD, "training.optimizer={adam: {}, muon: {}}"))
        .endsWith("must be just one of adam, muon, but is a group of keys (adam, muon)");
  }

  @Test
  void anOverrideOfIterationsBesidePhasesIsRefused() {
    assertThat(messageOf(GOOD + "training: {phases: [{iterations: 3}]}", "training.iterations=5"))
        .isEqualTo(
            "--set training.iterations=5: training.iterations cannot stand beside training.phases,"
                + " which have iterations of their own; remove one");
    assertThat(messageOf(GOOD + "training: {iterations: 3}", "training.phases=[{iterations: 5}]"))
        .contains("training.iterations cannot stand beside training.phases");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          ``                     | x.yaml: is empty; expected at least name: and data:
          # nothing              | x.yaml: is empty; expected at least name: and data:
          moons                  | x.yaml: must be keys and values such as name: two-moons, but is "moons"
          - name                 | x.yaml: must be keys and values such as name: two-moons, but is a list
          data: {toy: circles}   | x.yaml, line 1: name is missing; add name: two-moons
          name: x                | x.yaml, line 1: data must name what to learn; add data: {toy: NAME} or data: {table: FILE.csv} (toys: <toys>)
          name: x/data: {toy: 3} | x.yaml, line 2: data.toy must be one of <toys>, but is "3"
          name: x/data: {toy: circles, table: a} | x.yaml, line 2: data.table cannot stand beside data.toy; keep the one you mean
          name: x/data: {toy: circles, columns: [a]} | x.yaml, line 2: data.columns belongs to a table; add data.table or remove it
          name: x/data: {table: a, columns: [b, b]} | x.yaml, line 2: data.columns must differ from one another, but are [b, b]
          name: x/data: {table: a, split: {test: 1}} | x.yaml, line 2: data.split: A split needs a validation and a test fraction above 0 that sum to less than 1, found 0.1 and 1.0; for example 0.1 and 0.1.
          name: x/  data: 1      | x.yaml, line 2: not readable as YAML: mapping values are not allowed here
          name: [x               | x.yaml, line 1: not readable as YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>
          """)
  void aFileThatIsNoExperimentIsRefused(String yaml, String sentence) {
    assertThat(messageOf(yaml.replace('/', '\n'))).isEqualTo(filled(sentence));
  }

  @Test
  void aTabIsExplained() {
    assertThat(messageOf("name: x\ndata:\n\ttoy: circles\n"))
        .startsWith("x.yaml, line 3: not readable as YAML: ")
        .contains("TAB");
  }

  @Test
  void aMissingFileNamesItsNeighbour(@TempDir Path dir) throws IOException {
    Files.writeString(dir.resolve("two-moons.yaml"), GOOD);
    Path wrong = dir.resolve("moons.yaml");
    assertThat(messageOf(wrong))
        .isEqualTo(wrong + ": no such file; did you mean " + dir.resolve("two-moons.yaml") + "?");
    assertThat(messageOf(dir.resolve("nowhere").resolve("x.yaml"))).endsWith(": no such file");
    assertThat(messageOf(dir)).endsWith("is a directory; expected an experiment file");
  }

  @Test
  void aBinaryFileIsRefused(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("x.yaml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(messageOf(file)).endsWith(": not a text file in UTF-8; expected YAML");
    Files.write(file, "name: \0".getBytes(StandardCharsets.UTF_8));
    assertThat(messageOf(file)).contains("not readable as YAML: ");
  }

  /** A sentence in which the choices stand that other packages offer. */
  private static String filled(String sentence) {
    return sentence
        .replace("<toys>", String.join(", ", ToyDistribution.names()))
        .replace("<solvers>", String.join(", ", SolverCatalog.methods()));
  }

  private static String messageOf(String yaml, String... settings) {
    return String.valueOf(
        catchThrowableOfType(SpecException.class, () -> Fixtures.parse(yaml, settings))
            .getMessage());
  }

  private static String messageOf(Path file) {
    return String.valueOf(
        catchThrowableOfType(SpecException.class, () -> ExperimentSpec.read(file, List.of()))
            .getMessage());
  }
}
