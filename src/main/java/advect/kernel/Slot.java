package advect.kernel;

/**
 * Where a matrix lies in a vector of parameters.
 *
 * @param start entry (0, 0)
 * @param rowStep from one output to the next
 * @param columnStep from one input to the next
 */
public record Slot(int start, int rowStep, int columnStep) {
  int at(int out, int in) {
    return start + out * rowStep + in * columnStep;
  }
}
