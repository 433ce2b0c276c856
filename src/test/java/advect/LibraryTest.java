package advect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project gets that depends on Advect: README says it, Maven resolves it. */
class LibraryTest {
  private static final Pattern NAME = Pattern.compile("`([\\w.-]+:[\\w.-]+)`");

  @Test
  void readmeListsWhatComesAlong() throws Exception {
    assertThat(names("| comes along |")).isEqualTo(DependencyTree.read().required());
  }

  @Test
  void readmeListsWhatIsAddedOnDemand() throws Exception {
    assertThat(names("| add |")).isEqualTo(DependencyTree.optional());
  }

  @Test
  void readmeNamesThisVersion() throws Exception {
    String version = Pom.texts("/project/version").get(0);
    assertThat(Path.of("README.md")).content().contains("<version>" + version + "</version>");
  }

  @Test
  void nobodyGetsTestsOrPicturesUnasked() throws Exception {
    assertThat(DependencyTree.read().required())
        .isNotEmpty()
        .noneMatch(name -> name.matches(".*(junit|jqwik|assertj|archunit|pdfbox|xchart|awt).*"));
    assertThat(LibraryPath.libraries()).hasSameSizeAs(DependencyTree.read().required());
  }

  @ParameterizedTest
  @CsvSource({
    "table, reading tables needs org.duckdb:duckdb_jdbc",
    "experiment, reading YAML needs com.fasterxml.jackson.dataformat:jackson-dataformat-yaml",
    "curve, drawing needs org.knowm.xchart:xchart",
    "density, drawing needs org.knowm.xchart:xchart",
    "corner, drawing needs org.knowm.xchart:xchart"
  })
  void whatIsMissingIsNamed(String call, String complaint) throws Exception {
    List<Path> entries = new ArrayList<>(LibraryPath.entries());
    entries.add(Path.of(Extras.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    try (URLClassLoader loader = LibraryPath.loader(entries)) {
      var extra = loader.loadClass(Extras.class.getName()).getMethod(call);
      assertThatThrownBy(() -> extra.invoke(null))
          .cause()
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessage(complaint + " on the class path; add the dependency");
    }
  }

  /** The libraries named in the first cells of README's table that begins so. */
  private static Set<String> names(String head) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int first = 0;
    while (!lines.get(first).startsWith(head)) first++;
    Set<String> names = new TreeSet<>();
    for (String line : lines.subList(first, lines.size())) {
      if (line.isBlank()) break;
      Matcher name = NAME.matcher(line.split("\\|", -1)[1]);
      while (name.find()) names.add(name.group(1));
    }
    return names;
  }
}
