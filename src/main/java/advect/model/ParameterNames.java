package advect.model;

import advect.field.Parameter;
import advect.flow.base.Base;
import advect.flow.transform.Ode;
import advect.flow.transform.Transform;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose tensors are whose: a base's begin with {@value #BASE}, units' with {@value
 * #STANDARDIZATION} and {@value #CONTEXT}, and a transform's with anything else.
 */
final class ParameterNames {
  private static final String BASE = "base.";
  static final String STANDARDIZATION = "standardization.";
  static final String CONTEXT = "context.";
  private static final List<String> TAKEN = List.of(BASE, STANDARDIZATION, CONTEXT);

  private ParameterNames() {}

  /**
   * @throws IllegalArgumentException if tensors of these names would not hold all parameters
   */
  static void require(Transform transform, Base base) {
    Object owner = transform instanceof Ode ode ? ode.field() : transform;
    require(owner, transform.parameters(), transform.parameterCount());
    for (Parameter parameter : transform.parameters()) {
      String name = parameter.name();
      if (TAKEN.stream().anyMatch(name::startsWith)) {
        throw new IllegalArgumentException(
            "a parameter of %s is called %s, but names that begin with %s are taken; rename it"
                .formatted(owner.getClass().getName(), name, String.join(" or ", TAKEN)));
      }
    }
    require(base, base.parameters(), base.parameterCount());
    for (Parameter parameter : base.parameters()) {
      if (!parameter.name().startsWith(BASE)) {
        throw new IllegalArgumentException(
            "a parameter of %s is called %s, but the names of a base's begin with %s; rename it"
                .formatted(base.getClass().getName(), parameter.name(), BASE));
      }
    }
  }

  private static void require(Object owner, List<Parameter> parameters, int count) {
    Set<String> names = new HashSet<>();
    int sum = 0;
    for (Parameter parameter : parameters) {
      sum += parameter.count();
      if (names.add(parameter.name())) continue;
      throw new IllegalArgumentException(
          "two parameters of %s are called %s; rename one"
              .formatted(owner.getClass().getName(), parameter.name()));
    }
    if (sum != count) {
      throw new IllegalArgumentException(
          "%s has %d parameters, but its named parts have %d numbers; make them agree"
              .formatted(owner.getClass().getName(), count, sum));
    }
  }
}
