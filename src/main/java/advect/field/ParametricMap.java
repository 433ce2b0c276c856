package advect.field;

/**
 * A map R^in → R^out without a time: an architecture without its parameters. Passes of a bound map
 * take values {@code [in][samples]} and give {@code [out][samples]}; the time that they ask for is
 * not looked at.
 *
 * <p>Threads: immutable; safe to share.
 */
public interface ParametricMap extends Parametric {
  /** Inputs. */
  int in();

  /** Outputs. */
  int out();
}
