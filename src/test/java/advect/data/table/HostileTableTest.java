package advect.data.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import advect.Damage;
import advect.LittleMemory;
import advect.input.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables with damage of every kind are read, or refused with a sentence: no other exception, no
 * hang, no exhausted memory. Every reading is of finite numbers ({@link Table} proves it), and what
 * is read of a CSV is what a reader written for this test finds in it.
 */
class HostileTableTest {
  /** A whole file of each format, by its ending. */
  private static Map<String, byte[]> specimens(Path folder) throws IOException {
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

  /** Such that all is well with the whole file. */
  private static SourceOptions options(String name) {
    boolean mixed = name.contains(".csv") || name.contains(".json");
    return SourceOptions.ALL
        .withColumns(mixed ? List.of("a") : List.of())
        .withMissing(SourceOptions.Missing.DROP);
  }

  /** A process that reads so many tables in a folder, with this seed. */
  public static void main(String[] args) throws IOException {
    survive(Path.of(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
    LittleMemory.assertBounded();
  }

  private static void survive(Path folder, int tables, long seed) throws IOException {
    Map<String, byte[]> specimens = specimens(folder);
    List<String> endings = specimens.keySet().stream().sorted().toList();
    Random rng = new Random(seed);
    AtomicInteger read = new AtomicInteger();
    for (int i = 0; i < tables; i++) {
      String name = "t." + endings.get(i % endings.size());
      byte[] whole = Objects.requireNonNull(specimens.get(name.substring(2)));
      Path path = Files.write(folder.resolve(name), Damage.of(whole, rng));
      String place = "seed %d, table %d: %s".formatted(seed, i, path);
      LittleMemory.one(
          place,
          () -> {
            if (isRead(path)) read.incrementAndGet();
          });
    }
    int refused = tables - read.get();
    assertThat(List.of(read.get(), refused)).as("both happen").allMatch(n -> n > tables / 20);
  }

  /** Reads a table and compares it, or makes sure that it is refused with a sentence. */
  private static boolean isRead(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    Table table;
    try (TableSource source = TableSource.open(path.toString(), options(name))) {
      table = source.read();
      assertThat(table.rows()).isEqualTo((int) source.rows()).isPositive();
    } catch (InputException e) {
      assertThat(e.getMessage()).contains(name).hasSizeLessThan(20_000);
      return false;
    }
    if (name.endsWith(".csv")) {
      String text = Files.readString(path); // UTF-8, or it would not have been read
      PlainCsv.numbers(text, "a")
          .ifPresent(a -> assertThat(table.values().data).as(text).isEqualTo(a));
    }
    return true;
  }

  @Test
  @Timeout(120)
  void damagedTablesAreReadOrRefused(@TempDir Path folder) throws Exception {
    LittleMemory.run(HostileTableTest.class, folder.toString(), "60", "1");
  }

  @Test
  @Tag("slow")
  @Timeout(600)
  void aThousandDamagedTablesAreReadOrRefused(@TempDir Path folder) throws Exception {
    LittleMemory.run(HostileTableTest.class, folder.toString(), "1000", "2");
  }

  /** 400 columns, 100 rows of which the first 50 have a gap: the database's memory is enough. */
  @Test
  void gapsAreLookedForInWideTables(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = -1; row < 100; row++) {
      for (int j = 0; j < 400; j++) {
        boolean gap = row < 50 && row == j;
        String cell = row < 0 ? "c" + j : gap ? " N/A " : Integer.toString(row * j);
        text.append(cell).append(j < 399 ? "," : "\n");
      }
    }
    Path wide = Files.writeString(folder.resolve("wide.csv"), text);
    SourceOptions drop = SourceOptions.ALL.withMissing(SourceOptions.Missing.DROP);
    try (TableSource source = TableSource.open(wide.toString(), drop)) {
      assertThat(source.dropped()).isEqualTo(50);
      assertThat(source.rows()).isEqualTo(50);
    }
  }
}
