package advect.bench;

/** How the fixed work finds the trace. */
public enum TraceChoice {
  /** A tangent a dimension. */
  EXACT,
  /** eᵀ J e with one given probe e a row. */
  ONE_PROBE;

  /** Tangents of a sample in {@code dim} dimensions. */
  public int tangents(int dim) {
    return this == EXACT ? dim : 1;
  }
}
