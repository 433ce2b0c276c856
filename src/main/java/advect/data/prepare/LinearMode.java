package advect.data.prepare;

/** The linear map after the transform of single columns. */
public enum LinearMode {
  /** None. */
  NONE,
  /** Mean 0 and standard deviation 1 in every coordinate. */
  STANDARDIZE,
  /** Mean 0, standard deviation 1 and no correlations: principal components of unit variance. */
  WHITEN
}
