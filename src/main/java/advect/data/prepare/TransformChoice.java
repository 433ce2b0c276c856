package advect.data.prepare;

/** What is asked for a column. */
public enum TransformChoice {
  /** Logit if bounds are given, else whichever transform makes it most Gaussian. */
  AUTOMATIC,
  /** y = x. */
  IDENTITY,
  /** y = log x, for columns above 0. */
  LOG,
  /** y = log((x - low) / (high - x)), for columns between bounds. */
  LOGIT,
  /** y = logit of the rank among the counts of values, for rounded columns of few values. */
  HISTOGRAM,
  /** y = normal quantile of the rank, for columns of many values. */
  NORMAL,
  /** y = normal quantile of the rank, each value counted, for rounded columns of uneven values. */
  COUNTED,
  /** One coordinate a level, for columns of level numbers 0 to k - 1. */
  CATEGORIES
}
