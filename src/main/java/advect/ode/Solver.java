package advect.ode;

/** A method of solving initial value problems, with its settings. Immutable; safe to share. */
public interface Solver {
  /** Name and settings, as a person would write them. */
  String describe();

  /** A new integrator for states of {@code size} numbers. */
  Integrator integrator(int size);

  /**
   * A new integrator whose error norm, and so whose steps, look at the first {@code controlled}
   * numbers of a state only. The others are carried along, as costs that must not steer.
   *
   * @throws IllegalArgumentException if the method judges states as a whole, unless all numbers are
   *     controlled
   */
  default Integrator integrator(int size, int controlled) {
    IntegratorArguments.requireControlled(size, controlled);
    if (controlled == size) return integrator(size);
    throw new IllegalArgumentException(
        "%s has one error norm for all %d numbers of a state, but only the first %d may choose the"
                .formatted(describe(), size, controlled)
            + " steps, because the rest are costs outside of it: take a method of the library's"
            + " own, such as dopri5, or leave out the costs");
  }
}
