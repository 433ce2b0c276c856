package advect.gradient;

import java.util.List;

/**
 * The lengths of first steps that a solve and its gradient's solve would have liked, for the next
 * solve like them. 0 stands for none.
 *
 * <p>Part of the result, within the tolerance: what is remembered must depend on the work's place,
 * never on the thread that did it.
 */
public final class FirstSteps {
  /** Of several solves in a row; empty if this is of one. */
  private final List<FirstSteps> each;

  private double forward;
  private double backward;
  private double nextForward;
  private double nextBackward;

  /** Remembers nothing yet. */
  public FirstSteps() {
    this(0, 0);
  }

  /** Remembers what another one did. */
  public FirstSteps(double forward, double backward) {
    each = List.of();
    this.forward = forward;
    this.backward = backward;
  }

  private FirstSteps(List<FirstSteps> each) {
    this.each = each;
  }

  /** Those of several solves in a row, which remember by themselves. */
  public static FirstSteps ofEach(List<FirstSteps> each) {
    return each.size() == 1 ? each.get(0) : new FirstSteps(each);
  }

  /** Those of some of the solves; a solve that has no memory here begins without. */
  public FirstSteps part(int from, int count) {
    if (from == 0 && each.isEmpty() && count == 1) return this;
    return from + count <= each.size()
        ? ofEach(each.subList(from, from + count))
        : new FirstSteps();
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
