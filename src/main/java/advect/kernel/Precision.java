package advect.kernel;

/** The number format of a field's arithmetic. State, costs and parameters are always float64. */
public enum Precision {
  /** IEEE single precision: the default for training and sampling. */
  FLOAT32,
  /** IEEE double precision: for checks, certificates and tight tolerances. */
  FLOAT64
}
