package advect.ode;

import static org.assertj.core.api.Assertions.assertThat;

import advect.ode.tableau.ButcherTableau;
import advect.ode.tableau.Tableaux;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A method has order p if and only if Σ b_i Φ_i(τ) = 1/γ(τ) for every rooted tree τ of at most p
 * vertices (Butcher; Hairer, Nørsett and Wanner, section II.2, theorem 2.13).
 */
class OrderConditionsTest {
  /** A rooted tree: what grows on its root. */
  private record Tree(List<Tree> branches) {
    int vertices() {
      return 1 + branches.stream().mapToInt(Tree::vertices).sum();
    }

    /** Product over all vertices of the size of the tree that grows there. */
    double density() {
      return vertices() * branches.stream().mapToDouble(Tree::density).reduce(1, (a, b) -> a * b);
    }

    /** Φ_i: product over the branches of Σ_j a_ij Φ_j; with absolute values to bound rounding. */
    double weight(ButcherTableau m, int i, boolean absolute) {
      double product = 1;
      for (Tree branch : branches) {
        double sum = 0;
        for (int j = 0; j < i; j++) {
          if (m.a(i, j) == 0) continue;
          double a = absolute ? Math.abs(m.a(i, j)) : m.a(i, j);
          sum += a * branch.weight(m, j, absolute);
        }
        product *= sum;
      }
      return product;
    }
  }

  static List<ButcherTableau> methods() {
    return Tableaux.all();
  }

  @Test
  void thereAreAsManyTreesAsCayleyCounted() {
    // Rooted trees with 1 to 8 vertices.
    assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 8).stream().map(n -> trees(n).size()))
        .containsExactly(1, 1, 2, 4, 9, 20, 48, 115);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theMethodHasTheStatedOrderAndNoHigherOne(ButcherTableau m) {
    assertOrder(m, m.order(), m::b);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theEmbeddedMethodHasTheStatedOrderAndNoHigherOne(ButcherTableau m) {
    if (m.estimatesError()) {
      assertOrder(m, m.embeddedOrder(), i -> m.b(i) - m.errorWeight(i));
    }
  }

  private static void assertOrder(ButcherTableau m, int order, IntToDoubleFunction b) {
    for (int n = 1; n <= order; n++) {
      for (Tree tree : trees(n)) {
        assertThat(Math.abs(defect(m, b, tree))).isLessThan(rounding(m, b, tree));
      }
    }
    assertThat(trees(order + 1))
        .anyMatch(tree -> Math.abs(defect(m, b, tree)) > 1e6 * rounding(m, b, tree));
  }

  private static double defect(ButcherTableau m, IntToDoubleFunction b, Tree tree) {
    double sum = 0;
    for (int i = 0; i < m.stages(); i++) sum += b.applyAsDouble(i) * tree.weight(m, i, false);
    return sum - 1 / tree.density();
  }

  /**
   * Every number in the sum of products carries a relative error of an ulp for each of the at most
   * 8 · 13 operations it went through.
   */
  private static double rounding(ButcherTableau m, IntToDoubleFunction b, Tree tree) {
    double sum = 0;
    for (int i = 0; i < m.stages(); i++) {
      sum += Math.abs(b.applyAsDouble(i)) * tree.weight(m, i, true);
    }
    return 8 * m.stages() * Math.ulp(1.0) * sum;
  }

  private static List<Tree> trees(int vertices) {
    return forests(vertices - 1, vertices - 1).stream().map(Tree::new).toList();
  }

  /** All forests with this many vertices in all, whose largest tree has at most {@code largest}. */
  private static List<List<Tree>> forests(int vertices, int largest) {
    if (vertices == 0) return List.of(List.of());
    List<List<Tree>> forests = new ArrayList<>();
    for (int size = Math.min(vertices, largest); size >= 1; size--) {
      List<Tree> kinds = trees(size);
      for (int count = 1; count * size <= vertices; count++) {
        for (List<Tree> equals : choices(kinds, 0, count)) {
          for (List<Tree> rest : forests(vertices - count * size, size - 1)) {
            List<Tree> forest = new ArrayList<>(equals);
            forest.addAll(rest);
            forests.add(forest);
          }
        }
      }
    }
    return forests;
  }

  /** All ways to take {@code count} of the kinds from {@code first} on, repeats allowed. */
  private static List<List<Tree>> choices(List<Tree> kinds, int first, int count) {
    if (count == 0) return List.of(List.of());
    List<List<Tree>> choices = new ArrayList<>();
    for (int kind = first; kind < kinds.size(); kind++) {
      for (List<Tree> rest : choices(kinds, kind, count - 1)) {
        List<Tree> choice = new ArrayList<>(rest);
        choice.add(kinds.get(kind));
        choices.add(choice);
      }
    }
    return choices;
  }
}
