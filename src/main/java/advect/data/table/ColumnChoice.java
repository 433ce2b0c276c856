package advect.data.table;

import java.util.Collection;
import java.util.stream.Collectors;

/** The advice to choose columns, spelled as it is written in an experiment file. */
final class ColumnChoice {
  private ColumnChoice() {}

  /** What to do when only {@code usable} columns are usable. */
  static String of(Collection<String> usable) {
    return usable.isEmpty()
        ? "no column is left to choose"
        : usable.stream()
            .map(ColumnChoice::spelled)
            .collect(Collectors.joining(", ", "choose the others with columns: [", "]"));
  }

  /** Quoted where YAML would misread the bare name. */
  private static String spelled(String name) {
    return name.matches("[A-Za-z_][\\w .()/-]*") ? name : "'" + name.replace("'", "''") + "'";
  }
}
