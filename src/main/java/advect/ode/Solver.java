package advect.ode;

/** A method of solving initial value problems, with its settings. Immutable; safe to share. */
public interface Solver {
  /** Name and settings, as a person would write them. */
  String describe();

  /** A new integrator for states of {@code size} numbers. */
  Integrator integrator(int size);
}
