package advect.experiment.spec;

/**
 * Where a piece of a specification was written.
 *
 * @param source a file, or an override as it was typed
 * @param line counted from 1; 0 where lines say nothing
 */
record Origin(String source, int line) {
  /** What the source of an override begins with. */
  static final String SETTING = "--set ";

  /** Whether it is an override. */
  boolean isSetting() {
    return source.startsWith(SETTING);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ", line " + line;
  }
}
