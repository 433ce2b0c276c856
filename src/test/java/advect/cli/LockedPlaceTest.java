package advect.cli;

import static advect.cli.Tables.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import advect.cli.Tables.Outcome;
import advect.file.WriteException;
import advect.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a directory without permission to write the old file stays and nothing comes beside it. */
class LockedPlaceTest {
  private static final String SENTENCE =
      ": cannot be written: permission denied; what was there before is unchanged; make room, get"
          + " permission, or choose another place";

  @TempDir private Path dir;
  private Path model;
  private Path locked;

  @BeforeEach
  void aLockedDirectory() throws IOException {
    Path csv = Tables.csv(dir.resolve("t.csv"), 100);
    model = dir.resolve("m.safetensors");
    Tables.model(model, csv);
    locked = Files.createDirectory(dir.resolve("locked"));
    for (String name : List.of("old.csv", "old.parquet", "old.safetensors")) {
      Files.writeString(locked.resolve(name), "old");
    }
    assertThat(locked.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(locked), "nothing is locked for the administrator");
  }

  @AfterEach
  void unlock() {
    assertThat(locked.toFile().setWritable(true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score DIR/m.safetensors --data DIR/t.csv --out LOCKED/old.csv",
        "score DIR/m.safetensors --data DIR/t.csv --out LOCKED/old.parquet",
        "sample DIR/m.safetensors -n 10 --out LOCKED/old.csv",
        "sample DIR/m.safetensors -n 10 --out LOCKED/old.parquet",
        "plot DIR/m.safetensors --data DIR/t.csv --out LOCKED"
      })
  void callsSayWhereAndWhy(String call) throws IOException {
    String words = call.replace("DIR", dir.toString()).replace("LOCKED", locked.toString());
    Outcome outcome = call(words.split(" "));
    String place = words.substring(words.lastIndexOf(' ') + 1);
    assertThat(outcome.stderr()).endsWith("advect: " + place + SENTENCE + "\n");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.stdout()).isEmpty();
    assertUntouched();
  }

  @Test
  void soDoModels() throws IOException {
    Path old = locked.resolve("old.safetensors");
    assertThatThrownBy(() -> ModelFile.write(old, ModelFile.read(model)))
        .isInstanceOf(WriteException.class)
        .hasMessage(old + SENTENCE);
    assertUntouched();
  }

  private void assertUntouched() throws IOException {
    try (var entries = Files.list(locked)) {
      assertThat(entries.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("old.csv", "old.parquet", "old.safetensors");
    }
    for (String name : List.of("old.csv", "old.parquet", "old.safetensors")) {
      assertThat(locked.resolve(name)).hasContent("old");
    }
  }
}
