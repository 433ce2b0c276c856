package advect.gradient;

/**
 * The lengths of first steps that a solve and its gradient's solve would have liked, for the next
 * solve like them. 0 stands for none.
 *
 * <p>Part of the result, within the tolerance: what is remembered must depend on the work's place,
 * never on the thread that did it.
 */
public final class FirstSteps {
  private double forward;
  private double backward;
  private double nextForward;
  private double nextBackward;

  /** Remembers nothing yet. */
  public FirstSteps() {}

  /** Remembers what another one did. */
  public FirstSteps(double forward, double backward) {
    this.forward = forward;
    this.backward = backward;
  }

  /** What the forward solve may begin with. */
  public double forward() {
    return forward;
  }

  /** What the gradient's solve may begin with. */
  public double backward() {
    return backward;
  }

  /** Notes what would have suited the forward solve. */
  void noteForward(double h) {
    nextForward = h;
  }

  /** Notes what would have suited the gradient's solve. */
  void noteBackward(double h) {
    nextBackward = h;
  }

  /** Remembers what was noted. Without this call a solve, such as a failed one, leaves no trace. */
  public void remember() {
    forward = nextForward;
    backward = nextBackward;
  }
}
