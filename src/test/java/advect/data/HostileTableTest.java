package advect.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables with damage of every kind are read, or refused with a sentence: no other exception, no
 * hang, no exhausted memory. Every reading is of finite numbers ({@link Table} proves it).
 */
class HostileTableTest {
  private static final byte[] WORDS =
      "\"',;\t\n\r\0{}[]()-+.eE0123456789NaInf\u00ff".getBytes(UTF_8);

  @TempDir Path folder;

  /** A whole file of each format, by its ending. */
  private Map<String, byte[]> specimens() throws IOException {
    String csv = "a,b,name\n" + "1,2.5,x\n3,-4e-3,\"y, z\"\n5,6,\n".repeat(3);
    String json = "[{\"a\": 1, \"b\": 2.5}, {\"a\": 3, \"b\": null}, {\"a\": 1e9, \"b\": 7}]";
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(csv.getBytes(UTF_8));
    }
    Path parquet = folder.resolve("whole.parquet");
    try (RowWriter writer = new RowWriter(parquet, List.of("a", "b"), Set.of("a"))) {
      writer.write(new DMatrixRMaj(new double[][] {{1, 2.5}, {3, -4e-3}, {5, 6}}));
      writer.finish();
    }
    return Map.of(
        "csv", csv.getBytes(UTF_8),
        "txt", "1 2 3\n4 5 6\n7 8 9\n".getBytes(UTF_8),
        "json", json.getBytes(UTF_8),
        "csv.gz", packed.toByteArray(),
        "parquet", Files.readAllBytes(parquet),
        "npy", NpyFileTest.bytes("<f8", "(3, 2)", true, 1, 2, 3, 4, 5, 6));
  }

  /** One or two changes: a byte, a bit, a piece cut out, doubled or overwritten, or the end. */
  private static byte[] damaged(byte[] whole, Random rng) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : whole) bytes.add(b);
    for (int changes = 1 + rng.nextInt(2); changes > 0 && !bytes.isEmpty(); changes--) {
      int at = rng.nextInt(bytes.size());
      List<Byte> piece = bytes.subList(at, Math.min(bytes.size(), at + 1 + rng.nextInt(16)));
      switch (rng.nextInt(6)) {
        case 0 -> bytes.set(at, (byte) rng.nextInt());
        case 1 -> bytes.set(at, (byte) (bytes.get(at) ^ 1 << rng.nextInt(8)));
        case 2 -> bytes.add(at, WORDS[rng.nextInt(WORDS.length)]);
        case 3 -> piece.clear();
        case 4 -> bytes.addAll(at, List.copyOf(piece));
        default -> bytes.subList(at, bytes.size()).clear();
      }
    }
    byte[] result = new byte[bytes.size()];
    for (int i = 0; i < result.length; i++) result[i] = bytes.get(i);
    return result;
  }

  /** Such that all is well with the whole file. */
  private static SourceOptions options(String name) {
    boolean mixed = name.contains(".csv") || name.contains(".json");
    return SourceOptions.ALL
        .withColumns(mixed ? List.of("a") : List.of())
        .withMissing(SourceOptions.Missing.DROP);
  }

  private void survive(int tables, long seed) throws IOException {
    Map<String, byte[]> specimens = specimens();
    List<String> endings = specimens.keySet().stream().sorted().toList();
    Random rng = new Random(seed);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < tables; i++) {
      String name = "t." + endings.get(i % endings.size());
      byte[] whole = Objects.requireNonNull(specimens.get(name.substring(2)));
      Path path = Files.write(folder.resolve(name), damaged(whole, rng));
      try {
        try (TableSource source = TableSource.open(path.toString(), options(name))) {
          assertThat(source.read().rows()).isEqualTo((int) source.rows()).isPositive();
        }
        read++;
      } catch (InputException e) {
        assertThat(e.getMessage()).contains(name).hasSizeLessThan(20_000);
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed %d, table %d: %s".formatted(seed, i, path), e);
      }
    }
    assertThat(List.of(read, refused)).as("both happen").allMatch(count -> count > tables / 20);
  }

  @Test
  @Timeout(60)
  void damagedTablesAreReadOrRefused() throws IOException {
    survive(60, 1);
  }

  @Test
  @Tag("slow")
  @Timeout(600)
  void aThousandDamagedTablesAreReadOrRefused() throws IOException {
    survive(1000, 2);
  }
}
