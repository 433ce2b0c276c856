package advect.latent;

import java.util.List;

/**
 * Series to learn from.
 *
 * @param training at least one
 * @param validation not trained on, to choose the best parameters by; may be empty
 * @param scale of the training series
 */
record SeriesData(List<Series> training, List<Series> validation, Scale scale) {
  /** Copies the lists. */
  SeriesData {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /** Series of {@code dim} values a point. */
  static SeriesData of(List<Series> training, List<Series> validation, int dim) {
    Scale scale = new Scale(training, dim);
    for (int n = 0; n < validation.size(); n++) Scale.requireDim(validation.get(n), dim, n);
    return new SeriesData(training, validation, scale);
  }
}
