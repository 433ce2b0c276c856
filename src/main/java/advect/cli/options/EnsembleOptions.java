package advect.cli.options;

import advect.experiment.spec.Check;
import advect.experiment.spec.EnsembleSpec;
import advect.experiment.spec.Method;
import advect.experiment.spec.SpecException;
import advect.input.Spelling;
import java.util.List;
import picocli.CommandLine.Option;

/** Of what the model is the mean. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class EnsembleOptions {
  private static final String NONE = "none";

  @Option(
      names = "--members",
      paramLabel = "N",
      description =
          "Train so many flows from different starts; the model is their mean. Takes N times as"
              + " long, and is worth it where rows are few.",
      defaultValue = "1")
  private int members;

  @Option(
      names = "--blend",
      paramLabel = "WORD",
      split = ",",
      description =
          "What gets a share of the model where validation rows say that it is better for it:"
              + " gaussian, mixture and kernel are fitted densities, and flow is the flow at other"
              + " scales of its base; or none. Otherwise flow, mixture and kernel. A kernel density"
              + " keeps training rows in the model file, and draws rows close to them.",
      defaultValue = "flow,mixture,kernel")
  private List<String> blend;

  /**
   * What was asked for.
   *
   * @throws SpecException naming the option that makes no sense
   */
  public EnsembleSpec chosen() {
    List<Method> methods =
        blend.equals(List.of(NONE))
            ? List.of()
            : blend.stream().map(EnsembleOptions::method).toList();
    return Check.options(() -> new EnsembleSpec(members, methods));
  }

  private static Method method(String word) {
    if (Spelling.all(Method.class).contains(word)) return Spelling.parse(word, Method.class);
    throw new SpecException(
        "--blend must be some of flow, gaussian, mixture and kernel with commas between, or none, but has \"%s\""
            .formatted(word));
  }
}
