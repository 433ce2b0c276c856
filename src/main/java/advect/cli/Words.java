package advect.cli;

import advect.data.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Constants as people write them. */
final class Words {
  private Words() {}

  /** {@code FLOAT32} is written {@code float32}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant that was written after an option, in capitals or not.
   *
   * @throws ParameterException listing the choices
   */
  static <E extends Enum<E>> E parse(
      CommandSpec command, String option, String word, Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    command,
                    option,
                    word,
                    Stream.of(type.getEnumConstants()).map(Words::of).toList()));
  }

  /** What to throw at a word that is not a choice. */
  static ParameterException unknown(
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
