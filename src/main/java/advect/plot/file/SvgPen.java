package advect.plot.file;

/** Writes path data step by step: every place is rounded by itself, so nothing adds up. */
final class SvgPen {
  private final StringBuilder text = new StringBuilder();
  private char command;
  private long x;
  private long y;
  private long startX;
  private long startY;

  /** Whether nothing was drawn since the last move. */
  private boolean fresh;

  String text() {
    return text.toString();
  }

  void move(double[] to) {
    steps('m', to, 1);
    startX = x;
    startY = y;
    command = 'l'; // which numbers after a move stand for
    fresh = true;
  }

  /** Steps of nothing are left out, but for a lone point, which a round pen shows. */
  void line(double[] to) {
    boolean stays = SvgNumber.hundredths(to[0]) == x && SvgNumber.hundredths(to[1]) == y;
    if (!stays || fresh) steps('l', to, 1);
  }

  void curve(char letter, double[] to, int points) {
    steps(letter, to, points);
  }

  void close() {
    text.append('z');
    command = 'z';
    x = startX;
    y = startY;
  }

  private void steps(char letter, double[] to, int points) {
    boolean first = command != letter;
    if (first) text.append(letter);
    command = letter;
    fresh = false;
    for (int k = 0; k < 2 * points; k++) {
      long from = k % 2 == 0 ? x : y;
      number(SvgNumber.hundredths(to[k]) - from, first && k == 0);
    }
    x = SvgNumber.hundredths(to[2 * points - 2]);
    y = SvgNumber.hundredths(to[2 * points - 1]);
  }

  private void number(long hundredths, boolean afterLetter) {
    if (!afterLetter && hundredths >= 0) text.append(' ');
    text.append(SvgNumber.text(hundredths));
  }
}
