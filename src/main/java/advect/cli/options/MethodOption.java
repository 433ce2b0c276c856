package advect.cli.options;

import advect.experiment.spec.Method;
import advect.experiment.spec.SpecException;
import advect.input.Spelling;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a table's density is found. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class MethodOption {
  /** Options that tell how a flow is trained. */
  private static final List<String> OF_A_TRAINING =
      List.of("--no-pilot", "--quick", "--time-limit", "--members", "--blend");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--method",
      paramLabel = "WORD",
      description = {
        "How the density is found: flow (otherwise), or by a fit without training: gaussian,",
        "mixture (of Gaussians) or kernel (a Gaussian about every row). Such a model scores,",
        "samples and plots as a flow does. Beside --plan: of rows prepared as the plan says."
      })
  private @Nullable String word;

  /** As a setting, if it was asked for. */
  public Optional<String> setting() {
    return Optional.ofNullable(word).map(w -> "method=" + Spelling.of(parsed(w)));
  }

  /**
   * What the option asks for, or else a setting.
   *
   * @throws SpecException if an option says how to train what is not trained
   */
  public Method chosen(List<String> settings) {
    Method chosen = asked(settings).map(this::parsed).orElse(Method.FLOW);
    if (!chosen.isFitted()) return chosen;
    for (String option : OF_A_TRAINING) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new SpecException(
            "%s is of the training of a flow, and method %s has none; leave it out"
                .formatted(option, Spelling.of(chosen)));
      }
    }
    return chosen;
  }

  private Optional<String> asked(List<String> settings) {
    if (word != null) return Optional.of(word);
    return settings.stream()
        .filter(setting -> setting.matches("(?s)\\s*method\\s*=.*"))
        .map(setting -> setting.replaceFirst("[^=]*=", "").strip())
        .reduce((first, last) -> last);
  }

  private Method parsed(String given) {
    return Choice.parse(command, "--method", given, Method.class);
  }
}
