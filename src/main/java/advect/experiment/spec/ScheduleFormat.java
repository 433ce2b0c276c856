package advect.experiment.spec;

import advect.train.optimizer.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a {@link Schedule} is written in an experiment file: {@code constant}, {@code {cosine:
 * {warm-up: 20}}} or {@code {linear: {warm-up: 20, warm-down: 500}}}.
 */
final class ScheduleFormat {
  /** Iterations in which a schedule rises: few beside any training. */
  private static final int WARM_UP = 20;

  /** A fifth of the iterations that an experiment has by default. */
  private static final int WARM_DOWN = 500;

  /** At a high rate for as long as it falls afterwards. */
  private static final double COOLDOWN = 0.5;

  /** The schedule wherever a file does not name one. */
  static final Schedule DEFAULT = new Schedule.Cosine(WARM_UP);

  private ScheduleFormat() {}

  /** Reads the variants of the key {@code schedule}. */
  static Schedule read(Section parent) {
    String name =
        parent.variant("schedule", List.of("constant", "cosine", "linear", "cooldown"), "cosine");
    return switch (name) {
      case "constant" -> parent.options("schedule", name).make(Schedule.Constant::new);
      case "cosine" -> cosine(parent.options("schedule", name, "warm-up"));
      case "cooldown" -> cooldown(parent.options("schedule", name, "warm-up", "part"));
      default -> linear(parent.options("schedule", name, "warm-up", "warm-down"));
    };
  }

  private static Schedule cosine(Section s) {
    return s.make(() -> new Schedule.Cosine(s.whole("warm-up", WARM_UP)));
  }

  private static Schedule cooldown(Section s) {
    return s.make(
        () -> new Schedule.Cooldown(s.whole("warm-up", WARM_UP), s.number("part", COOLDOWN)));
  }

  private static Schedule linear(Section s) {
    return s.make(
        () -> new Schedule.Linear(s.whole("warm-up", WARM_UP), s.whole("warm-down", WARM_DOWN)));
  }

  /** As it is read. */
  static Object tree(Schedule schedule) {
    if (schedule instanceof Schedule.Cosine cosine) {
      return Map.of("cosine", Map.of("warm-up", cosine.warmUp()));
    }
    if (schedule instanceof Schedule.Linear linear) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("warm-up", linear.warmUp());
      tree.put("warm-down", linear.warmDown());
      return Map.of("linear", tree);
    }
    if (schedule instanceof Schedule.Cooldown cooldown) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("warm-up", cooldown.warmUp());
      tree.put("part", cooldown.part());
      return Map.of("cooldown", tree);
    }
    return "constant";
  }
}
