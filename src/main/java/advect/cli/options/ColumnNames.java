package advect.cli.options;

import advect.experiment.spec.SpecException;
import advect.model.TableModel;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a table calls the columns of a model. */
public final class ColumnNames {
  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "What the table calls the model's columns, in its order; otherwise the same.")
  private List<String> columns = new ArrayList<>();

  /** A name for each column of the model. */
  public List<String> of(TableModel model) {
    if (columns.isEmpty()) return model.columns();
    if (columns.size() != model.columns().size()) {
      throw new SpecException(
          "--columns names %d columns, but the model has %d: %s; give a name for each, in this order"
              .formatted(
                  columns.size(), model.columns().size(), String.join(", ", model.columns())));
    }
    return columns;
  }
}
