package advect.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("two-moons", "two-circles", "rings");

  @Test
  void aSlipOfTheFingerFindsItsName() {
    assertThat(NearestName.of("tow-moons", KNOWN)).hasValue("two-moons");
    assertThat(NearestName.of("twocircles", KNOWN)).hasValue("two-circles");
    assertThat(NearestName.of("ring", KNOWN)).hasValue("rings");
  }

  @Test
  void caseDoesNotCount() {
    assertThat(NearestName.of("RINGS", KNOWN)).hasValue("rings");
  }

  @Test
  void somethingElseEntirelyFindsNothing() {
    assertThat(NearestName.of("banana", KNOWN)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
  }
}
