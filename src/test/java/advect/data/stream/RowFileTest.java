package advect.data.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.file.WriteException;
import org.junit.jupiter.api.Test;

class RowFileTest {
  /** A disk that fails is no mistake of the caller, and so ends a command with code 1. */
  @Test
  void aFileThatFailsIsNoMistakeOfTheCaller() {
    try (RowFile file = new RowFile(2)) {
      file.append(new double[] {1, 2, 3, 4}, 2);
      double[] back = new double[4];
      file.read(0, 2, back, 0);
      assertThat(back).containsExactly(1, 2, 3, 4);
      assertThatThrownBy(() -> file.read(1, 2, back, 0))
          .isInstanceOf(WriteException.class)
          .hasMessageContaining("temporary file of training rows")
          .hasMessageContaining("it has become shorter")
          .hasMessageContaining("-Djava.io.tmpdir=");
    }
  }
}
