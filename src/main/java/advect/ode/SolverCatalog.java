package advect.ode;

import advect.ode.step.Steps;
import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.List;
import java.util.stream.Stream;

/** The methods that people choose by name: the library's own and those of Commons Math. */
public final class SolverCatalog {
  private static final List<Entry> ENTRIES =
      Stream.<Entry>concat(Tableaux.all().stream().map(Own::new), CommonsMathMethod.ALL.stream())
          .toList();

  private SolverCatalog() {}

  /** A method with a name. */
  interface Entry {
    /** What a person writes to choose it. */
    String name();

    /** Whether it can follow a tolerance. */
    boolean estimatesError();

    /** The method with these steps, or an IllegalArgumentException that says what to do. */
    Solver solver(Steps steps);
  }

  private record Own(ButcherTableau tableau) implements Entry {
    @Override
    public String name() {
      return tableau.name();
    }

    @Override
    public boolean estimatesError() {
      return tableau.estimatesError();
    }

    @Override
    public Solver solver(Steps steps) {
      return new RungeKutta(tableau, steps);
    }
  }

  /** The names, the library's own methods first. */
  public static List<String> methods() {
    return ENTRIES.stream().map(Entry::name).toList();
  }

  /**
   * The method of this name with these steps.
   *
   * @throws IllegalArgumentException if there is no such method, listing those there are; or if the
   *     method cannot be had with these steps
   */
  public static Solver solver(String method, Steps steps) {
    return entry(method).solver(steps);
  }

  /** The entry of this name. */
  static Entry entry(String method) {
    return ENTRIES.stream()
        .filter(entry -> entry.name().equals(method))
        .findFirst()
        .orElseThrow(() -> unknown(method));
  }

  private static IllegalArgumentException unknown(String method) {
    return new IllegalArgumentException(
        "unknown solver \"%s\"; the choices are %s"
            .formatted(method, String.join(", ", methods())));
  }
}
