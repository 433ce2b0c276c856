package advect.experiment.pilot;

import advect.experiment.result.Json;
import advect.experiment.spec.ExperimentSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan is to be made of.
 *
 * @param asked the settings to begin with, of a table; the time that its training may take is that
 *     for plan and training together
 * @param fixed dotted keys of values that are not to be changed
 * @param dim of the table's points, a category counted once a level
 * @param pilot whether a pilot may choose settings
 */
public record PilotRequest(ExperimentSpec asked, List<String> fixed, int dim, boolean pilot) {
  /** Copies the list. */
  public PilotRequest {
    fixed = List.copyOf(fixed);
  }

  /** The choices that are open. */
  List<PilotChoice> open() {
    return Arrays.stream(PilotChoice.values()).filter(choice -> !choice.isAmong(fixed)).toList();
  }

  /** The first of the open choices that so many trials are enough for. */
  List<PilotChoice> open(int most) {
    List<PilotChoice> all = open();
    int count = all.size();
    while (count > 0 && trials(all.subList(0, count)) > most) count--;
    return all.subList(0, count);
  }

  /** Trials of a pilot: one of the settings as they are, and one for each change. */
  int trials(List<PilotChoice> choices) {
    return 1 + choices.stream().mapToInt(choice -> choice.candidates(asked, dim).size()).sum();
  }

  /** Text that is equal for requests with equal plans, but for the time there is. */
  public String identity() {
    Map<String, Object> all = new LinkedHashMap<>();
    boolean phases = asked.training().phases().size() > 1; // which no pilot changes
    all.put("asked", (phases ? asked : Shortened.withoutLimit(asked)).tree());
    all.put("open", pilot ? open().stream().map(PilotChoice::key).toList() : List.of());
    return Json.line(all);
  }
}
