package advect.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How choices are spelled in files, and which one a misspelt word may have meant. */
final class Spelling {
  private Spelling() {}

  /** {@code STANDARD_NORMAL} is spelled {@code standard-normal}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code 1.0E-4} is spelled {@code 1e-4}, and {@code 0.0} is spelled {@code 0}. */
  static String of(double value) {
    return Double.toString(value).replaceFirst("(\\.0)?(E|$)", "$2").replace('E', 'e');
  }

  /** The spellings of all constants, in their order. */
  static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Spelling::of).toList();
  }

  /**
   * The known word nearest to {@code word}: one that contains it or is contained in it, or else one
   * within a third of its letters in edit distance.
   */
  static Optional<String> nearest(String word, Collection<String> known) {
    String typed = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return known.stream()
        .filter(k -> near(typed, k))
        .min(Comparator.comparingInt(k -> distance(typed, k)));
  }

  private static boolean near(String typed, String known) {
    boolean inside = typed.length() > 2 && (known.contains(typed) || typed.contains(known));
    return inside || distance(typed, known) <= Math.max(1, known.length() / 3);
  }

  /**
   * Letters to insert, delete or replace, or neighbours to exchange, to turn one word into the
   * other (optimal string alignment).
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) d[i][0] = i;
    for (int j = 0; j <= b.length(); j++) d[0][j] = j;
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean exchanged =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (exchanged) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
    return d[a.length()][b.length()];
  }
}
