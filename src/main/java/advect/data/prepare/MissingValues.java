package advect.data.prepare;

/** What to do with rows that lack a value. */
public enum MissingValues {
  /** Name the first one in an error. */
  REFUSE,
  /** Leave them out, and count them. */
  DROP
}
