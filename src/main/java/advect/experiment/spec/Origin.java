package advect.experiment.spec;

/**
 * Where a piece of a specification was written.
 *
 * @param source a file, or an override as it was typed
 * @param line counted from 1; 0 where lines say nothing
 */
record Origin(String source, int line) {
  @Override
  public String toString() {
    return line == 0 ? source : source + ", line " + line;
  }
}
