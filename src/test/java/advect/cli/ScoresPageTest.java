package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import advect.cli.Tables.Outcome;
import advect.model.RowStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/scores.md} says, of the model and the table that are part of the project. */
class ScoresPageTest {
  private static final Path PAGE = Path.of("docs", "scores.md");
  private static final String INDENT = "    ";

  @TempDir private Path dir;

  /** A command and the lines that the page says it prints. */
  private record Call(String command, List<String> printed) {}

  @Test
  void everyCommandWorksAndPrintsWhatThePageSays() throws IOException {
    List<Call> calls = calls();
    assertThat(calls).hasSizeGreaterThan(3);
    for (Call call : calls) {
      String out = call.command.replace("scores.csv", dir.resolve("scores.csv").toString());
      Outcome outcome = Tables.call(out.substring("advect ".length()).split(" ", -1));
      assertThat(outcome.code()).as(call.command + ": " + outcome.stderr()).isZero();
      assertThat(outcome.stdout().lines()).containsAll(call.printed);
    }
  }

  @Test
  void errorBarsHaveTheColumnThatThePageNames() throws IOException {
    everyCommandWorksAndPrintsWhatThePageSays(); // the last with --out has --error-bars
    assertThat(Files.readAllLines(dir.resolve("scores.csv")).get(0))
        .isEqualTo("eruptions,waiting,logp,logp_error,percentile,status,reason");
    assertThat(Files.readString(PAGE)).contains("`logp_error`");
  }

  @Test
  void everyStatusIsExplained() throws IOException {
    String page = Files.readString(PAGE);
    for (RowStatus status : RowStatus.values())
      assertThat(page).contains("`" + status.word() + "`");
  }

  @Test
  void thePageIsLinkedFromTheReadme() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains("(docs/scores.md)");
  }

  /**
   * Indented lines: one that begins with advect is a command, those after it are what it prints.
   */
  private static List<Call> calls() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (!line.startsWith(INDENT)) continue;
      String text = line.substring(INDENT.length());
      if (text.startsWith("advect ")) calls.add(new Call(text, new ArrayList<>()));
      else calls.get(calls.size() - 1).printed.add(text);
    }
    return calls;
  }
}
