package advect.cli.options;

import advect.input.NearestName;
import advect.input.Spelling;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A choice of one constant, by its spelling behind an option. */
public final class Choice {
  private Choice() {}

  /**
   * The constant that was written after an option, in capitals or not.
   *
   * @throws ParameterException listing the choices
   */
  public static <E extends Enum<E>> E parse(
      CommandSpec command, String option, String word, Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> Spelling.of(constant).equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> unknown(command, option, word, Spelling.all(type)));
  }

  /** What to throw at a word that is not a choice. */
  public static ParameterException unknown(
      CommandSpec command, String option, String word, List<String> choices) {
    String guess = NearestName.of(word, choices).map("; did you mean %s?"::formatted).orElse("");
    return new ParameterException(
        command.commandLine(),
        choices.stream()
            .collect(
                Collectors.joining(
                    ", ", "%s is \"%s\"; the choices are ".formatted(option, word), guess)));
  }
}
