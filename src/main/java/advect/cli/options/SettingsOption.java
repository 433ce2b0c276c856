package advect.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Values that replace those of an experiment file. */
@SuppressWarnings("NullAway.Init") // picocli sets the field
public final class SettingsOption {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replace a value of the experiment; may be repeated.")
  private List<String> values = new ArrayList<>();

  /** Each as KEY=VALUE, in the order of the call. */
  public List<String> values() {
    return values;
  }
}
