package advect.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RandomKeyTest {
  /** The first number of Java's SplitMix, whose mixing is written from the same paper. */
  @Property
  void oneNumberIsMixedAsSplitMixDoes(@ForAll long key) {
    assertThat(RandomKey.mix(key)).isEqualTo(new SplittableRandom(key).nextLong());
  }

  @Property
  void eachFurtherNumberIsAddedAndMixed(@ForAll long first, @ForAll long second) {
    assertThat(RandomKey.mix(first, second))
        .isEqualTo(new SplittableRandom(RandomKey.mix(first) + second).nextLong());
  }
}
