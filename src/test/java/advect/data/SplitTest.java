package advect.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.InputException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitTest {
  /** Two quarters, rounded up, are at most n/2 + 1 of n rows, which leaves one to train on. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyRowIsInExactlyOnePartAndNoPartIsEmpty(
      @ForAll @IntRange(min = 3, max = 500) int rows,
      @ForAll @DoubleRange(min = 0.01, max = 0.25) double validation,
      @ForAll @DoubleRange(min = 0.01, max = 0.25) double test,
      @ForAll long seed) {
    Split split = new Split(rows, new Split.Fractions(validation, test), seed);
    assertThat(split.train()).isNotEmpty();
    assertThat(split.validation()).isNotEmpty();
    assertThat(split.test()).isNotEmpty();
    int[] all =
        Stream.of(split.train(), split.validation(), split.test())
            .flatMapToInt(IntStream::of)
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, rows).toArray());
  }

  @Test
  void partsHaveTheirFractionsOfTheRows() {
    Split split = new Split(272, Split.Fractions.DEFAULT, 1);
    assertThat(split.validation()).hasSize(27);
    assertThat(split.test()).hasSize(27);
    assertThat(split.train()).hasSize(218);
  }

  @Test
  void foldsTestEveryRowOnce() {
    int[] tested =
        IntStream.range(0, 10)
            .mapToObj(k -> new Split(137, new Split.Fractions(0.1, 0.1, k), 1).test())
            .flatMapToInt(IntStream::of)
            .sorted()
            .toArray();
    assertThat(tested).isEqualTo(IntStream.range(0, 137).toArray());
    assertThatThrownBy(() -> new Split.Fractions(0.1, 0.1, 10))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There is no fold 10");
  }

  @Test
  void theSeedDecidesTheRows() {
    int[] test = new Split(100, Split.Fractions.DEFAULT, 1).test();
    assertThat(new Split(100, Split.Fractions.DEFAULT, 1).test()).isEqualTo(test);
    assertThat(new Split(100, Split.Fractions.DEFAULT, 2).test()).isNotEqualTo(test);
  }

  @Test
  void twoRowsCannotBeThreeParts() {
    assertThatThrownBy(() -> new Split(2, Split.Fractions.DEFAULT, 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot split 2 rows into training, validation and test")
        .hasMessageEndingWith("add rows or lower the fractions.");
  }

  @Test
  void fractionsThatLeaveNothingToTrainOnAreRefused() {
    assertThatThrownBy(() -> new Split.Fractions(0.5, 0.5)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Split.Fractions(0, 0.1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Split.Fractions(Double.NaN, 0.1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found NaN and 0.1");
  }
}
