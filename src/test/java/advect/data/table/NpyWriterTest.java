package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyWriterTest {
  @TempDir private Path folder;

  @Test
  void theBytesAreThoseOfNumPy() throws IOException {
    Path file = folder.resolve("a.npy");
    DMatrixRMaj matrix = new DMatrixRMaj(3, 2, true, 1, -2.5, 3, 1e-300, 5, Math.PI);
    NpyWriter.write(file, matrix);
    assertThat(Files.readAllBytes(file))
        .isEqualTo(NpyFileTest.bytes("<f8", "(3, 2)", false, matrix.data));
  }

  /** Of more numbers than are written at once. */
  @Test
  void theNumbersComeBackWithTheirBits() throws IOException {
    DMatrixRMaj matrix = new DMatrixRMaj(10_001, 3);
    for (int i = 0; i < matrix.data.length; i++) matrix.data[i] = Math.sin(i) * Math.exp(i % 99);
    Path file = folder.resolve("long.npy");
    NpyWriter.write(file, matrix);
    try (TableSource source = TableSource.open(file.toString(), SourceOptions.ALL)) {
      assertThat(source.read().values().data).containsExactly(matrix.data);
    }
  }
}
