package advect.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PlainMapTest {
  private static PlainMap of(Map<?, ?> map) {
    return new PlainMap("tree", map, "ask again");
  }

  private static void assertRefused(ThrowingCallable read, String message) {
    assertThatThrownBy(read).isInstanceOf(InputException.class).hasMessage(message);
  }

  @Test
  void readsWhatIsThere() {
    PlainMap map =
        of(
            Map.of(
                "text",
                "a",
                "unit",
                "nanoseconds",
                "number",
                2,
                "numbers",
                List.of(1, 2.5),
                "truth",
                true,
                "maps",
                List.of(Map.of("texts", List.of("b", "c")))));
    assertThat(map.has("text")).isTrue();
    assertThat(map.has("words")).isFalse();
    assertThat(map.text("text")).isEqualTo("a");
    assertThat(map.constant("unit", TimeUnit.class)).isEqualTo(TimeUnit.NANOSECONDS);
    assertThat(map.number("number")).isEqualTo(2);
    assertThat(map.whole("number")).isEqualTo(2);
    assertThat(map.whole("number", 0, 2)).isEqualTo(2);
    assertThat(map.truth("truth")).isTrue();
    assertThat(map.without("text").has("text")).isFalse();
    assertThat(map.without("text").has("number")).isTrue();
    assertThat(map.numbers("numbers")).containsExactly(1.0, 2.5);
    assertThat(map.numbers("numbers", 2)).containsExactly(1, 2.5);
    assertThat(map.children("maps").get(0).texts("texts")).containsExactly("b", "c");
  }

  @Test
  void saysWhatIsThereInstead() {
    Map<Object, Object> holes = new HashMap<>();
    holes.put("a", "x".repeat(100));
    holes.put("list", List.of(1, 2.5));
    PlainMap map = of(holes);
    assertRefused(
        () -> map.number("a"),
        "tree.a: found '" + "x".repeat(76) + "...', expected a finite number; ask again.");
    assertRefused(() -> map.child("b"), "tree.b: found nothing, expected a map; ask again.");
    assertRefused(
        () -> map.children("list"), "tree.list[0]: found '1', expected a map; ask again.");
    assertRefused(
        () -> map.wholes("list", 0, 9),
        "tree.list: found '2.5', expected a whole number from 0 to 9; ask again.");
    assertRefused(
        () -> map.truth("c"), "tree.c: found nothing, expected true or false; ask again.");
    assertRefused(
        () -> of(Map.of("n", 0x1p31)).whole("n"),
        "tree.n: found '2.147483648E9', expected a whole number below 2^31; ask again.");
    assertRefused(
        () -> map.requireOnly("list"), "tree: found 'a', expected no keys but list; ask again.");
  }

  @Test
  void saysWhichConstantsThereAre() {
    assertRefused(
        () -> of(Map.of("unit", "weeks")).constant("unit", TimeUnit.class),
        "tree.unit: found 'weeks', expected one of nanoseconds, microseconds, milliseconds,"
            + " seconds, minutes, hours, days; ask again.");
  }

  @Test
  void tellsWhereAConstructorRefused() {
    assertRefused(
        () ->
            of(Map.of())
                .make(
                    () -> {
                      throw new IllegalArgumentException("too small");
                    }),
        "tree: too small; ask again.");
  }
}
