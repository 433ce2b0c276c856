package advect.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.file.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFormatTest {
  private static final FileFormat FIRST = new FileFormat("thing", List.of());
  private static final FileFormat THIRD = new FileFormat("thing", List.of(adds("b"), adds("c")));
  private static final Safetensors A =
      new Safetensors(Map.of("a", "1"), Map.of("t", Tensor.vector(1, 2)));

  @TempDir private Path dir;

  private static UnaryOperator<Safetensors> adds(String key) {
    return old -> {
      Map<String, String> words = new LinkedHashMap<>(old.metadata());
      words.put(key, words.keySet().toString());
      return old.withMetadata(words);
    };
  }

  @Test
  void anOldVersionIsUpgradedStepByStep() {
    Path file = dir.resolve("x");
    FIRST.write(file, A);
    assertThat(FIRST.read(file).word("a")).isEqualTo("1");
    Safetensors upgraded = THIRD.read(file);
    assertThat(upgraded.word("b")).endsWith("a]");
    assertThat(upgraded.word("c")).endsWith("a, b]");
    THIRD.write(file, A);
    assertThat(THIRD.read(file).metadata()).doesNotContainKey("b");
  }

  @Test
  void aNewVersionIsRefusedWithAdvice() {
    Path file = dir.resolve("x");
    THIRD.write(file, A);
    assertThatThrownBy(() -> FIRST.read(file))
        .isInstanceOf(FileException.class)
        .hasMessage(
            file + ": has format_version 3, and this Advect reads up to 1; use a newer Advect");
  }

  @Test
  void otherFilesAreRefused() {
    Path file = dir.resolve("x");
    A.write(file);
    assertThatThrownBy(() -> FIRST.read(file)).hasMessageContaining("another program's file");
    FIRST.write(file, A);
    FileFormat other = new FileFormat("other", List.of());
    assertThatThrownBy(() -> other.read(file))
        .hasMessageEndingWith("is an thing, expected an other");
  }

  /** The checksum as the documentation defines it, computed without this package. */
  @Test
  void theChecksumIsTheDigestOfTheFileWithItsDigitsZero()
      throws IOException, NoSuchAlgorithmException {
    Path file = dir.resolve("x");
    FIRST.write(file, A);
    String checksum = Safetensors.read(file).word("checksum");
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    byte[] zeros = text.replace(checksum, "0".repeat(64)).getBytes(StandardCharsets.ISO_8859_1);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(zeros);
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(checksum);
  }

  @Test
  void everyBitCounts() throws IOException {
    Path file = dir.resolve("x");
    FIRST.write(file, A);
    byte[] good = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bad);
      assertThatThrownBy(() -> FIRST.read(file)).isInstanceOf(FileException.class);
    }
  }
}
