package advect.cli;

import advect.data.prepare.Dequantization;
import advect.data.prepare.Preprocessing;
import advect.data.prepare.PreprocessingOptions;
import advect.data.table.SourceOptions;
import advect.data.table.TableSource;
import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.model.ModelFile;
import advect.model.Percentiles;
import advect.model.StoredModel;
import advect.model.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import picocli.CommandLine;

/** A table of whole minutes, a long-tailed cost and a name; a model of its numbers; calls. */
final class Tables {
  static final List<String> COLUMNS = List.of("minutes", "cost");

  /** What a call left. */
  record Outcome(int code, String stdout, String stderr) {}

  private Tables() {}

  static Path csv(Path file, int rows) throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("name,minutes,cost\n");
    for (int i = 0; i < rows; i++) {
      long minutes = Math.round(70 + 14 * random.nextGaussian());
      double cost = Math.exp(random.nextGaussian());
      text.append(String.format(Locale.ROOT, "r%d,%d,%.17g%n", i, minutes, cost));
    }
    return Files.writeString(file, text);
  }

  /** An untrained flow over fitted preprocessing: a density as good as any to be exact about. */
  static TableModel model(Path file, Path csv) {
    DMatrixRMaj rows = read(csv, COLUMNS);
    Preprocessing preprocessing = Preprocessing.fit(COLUMNS, rows, PreprocessingOptions.DEFAULT);
    ContinuousFlow flow = ContinuousFlow.of(Mlp.tanh(2, 8), Standardization.identity(2), 5);
    StoredModel bare = new StoredModel(flow, COLUMNS, preprocessing.tree(), Map.of());
    double[] logp =
        TableModel.of(bare).logDensity(preprocessing.encode(rows, Dequantization.centre(0)));
    Map<String, Object> card =
        Map.of(
            "name",
            "costs",
            "test",
            Map.of("nll", 4.25),
            "provenance",
            Map.of("seed", 5L),
            Percentiles.KEY,
            Percentiles.of(logp).tree());
    ModelFile.write(file, new StoredModel(flow, COLUMNS, preprocessing.tree(), card));
    return TableModel.read(file);
  }

  static DMatrixRMaj read(Path file, List<String> columns) {
    try (TableSource source =
        TableSource.open(file.toString(), SourceOptions.ALL.withColumns(columns))) {
      return source.read().values();
    }
  }

  static CommandLine commandLine() {
    return Main.commandLine(
        (spec, out, options, progress) -> {
          throw new AssertionError("nothing is run");
        });
  }

  static Outcome call(String... args) {
    StringWriter stdout = new StringWriter();
    StringWriter stderr = new StringWriter();
    int code =
        commandLine()
            .setOut(new PrintWriter(stdout, true))
            .setErr(new PrintWriter(stderr, true))
            .execute(args);
    return new Outcome(code, stdout.toString(), stderr.toString());
  }
}
