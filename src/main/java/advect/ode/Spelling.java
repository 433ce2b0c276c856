package advect.ode;

import java.util.Comparator;
import java.util.List;

/** Guesses what a person meant to write. */
final class Spelling {
  private Spelling() {}

  /** The choices by growing number of letters to insert, drop or change. */
  static List<String> nearestFirst(String word, List<String> choices) {
    return choices.stream()
        .sorted(Comparator.comparingInt(choice -> distance(word, choice)))
        .toList();
  }

  /** Levenshtein's distance, one row of the table at a time. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
