package advect.experiment.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Links from a page to results.
 *
 * @param run the directory of the results
 * @param prefix leads from the page to the directory of all results
 */
record ResultLinks(Path run, String prefix) {
  /** A name that leads to the results. */
  String named(String name) {
    return "[%s](%s)".formatted(name, folder());
  }

  /** The first of these pictures that there is, in small; empty if there is none. */
  String picture(List<String> names) {
    return names.stream()
        .filter(name -> Files.exists(run.resolve(name)))
        .findFirst()
        .map(name -> folder() + "/" + name)
        .map(file -> "<a href=\"%s\"><img src=\"%s\" height=\"96\"></a>".formatted(file, file))
        .orElse("");
  }

  private String folder() {
    return prefix + run.getFileName();
  }
}
