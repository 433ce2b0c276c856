package advect.model;

import advect.flow.ContinuousFlow;
import advect.flow.Density;
import advect.flow.FlowDensity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained flow with all that is needed to use it and to judge it.
 *
 * <p>Trees are maps of texts to maps, lists, texts, finite numbers and truth values.
 *
 * @param density its settings, such as how it is solved, are not stored
 * @param columns names of what the user supplies; without preprocessing, one a dimension
 * @param preprocessing a tree that says what happens to a row before the flow sees it; may be empty
 * @param card a tree about where the model comes from and how good it is; see {@link ModelFile}
 */
public record StoredModel(
    Density density,
    List<String> columns,
    Map<String, Object> preprocessing,
    Map<String, Object> card) {
  /** Copies the lists and the trees' first level, and requires a name for every column. */
  public StoredModel {
    columns = List.copyOf(columns);
    preprocessing = Collections.unmodifiableMap(new LinkedHashMap<>(preprocessing));
    card = Collections.unmodifiableMap(new LinkedHashMap<>(card));
    if (preprocessing.isEmpty() && columns.size() != density.dim()) {
      throw new IllegalArgumentException(
          "has %d column names for %d dimensions; give a name for each dimension, or the"
                  .formatted(columns.size(), density.dim())
              + " preprocessing that makes the dimensions of the columns");
    }
  }

  /** A model of a continuous flow. */
  public StoredModel(
      ContinuousFlow flow,
      List<String> columns,
      Map<String, Object> preprocessing,
      Map<String, Object> card) {
    this((Density) flow.density(), columns, preprocessing, card);
  }

  /**
   * The density as a continuous flow.
   *
   * @throws IllegalArgumentException if it has another transform, or is an ensemble of flows
   */
  public ContinuousFlow flow() {
    if (density instanceof FlowDensity flow) return ContinuousFlow.of(flow);
    throw new IllegalArgumentException(
        "the density is an ensemble of %d flows; take one of its members, or the density itself"
            .formatted(density.members().size()));
  }
}
