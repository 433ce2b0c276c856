package advect.plot.file;

import java.util.Arrays;

/**
 * The compression of GIF, for pixels that leave a choice.
 *
 * <p>LZW writes the number of a string of pixels it has met before, and learns that string with the
 * pixel after it as a new one. Here all strings that the choices of the coming pixels allow are
 * followed at once, and of the longest the one most like the image is written: where two shades or
 * more will do, strings get longer and the file smaller.
 *
 * <p>Reference: GIF89a, appendix F. Cost: O(pixels x strings followed).
 */
final class Lzw {
  private static final int CLEAR = Palette.SIZE;
  private static final int END = CLEAR + 1;
  private static final int FIRST = END + 1;
  private static final int MOST = 1 << 12;
  private static final int LEAST_WIDTH = 9;
  private static final int NONE = -1;

  private final PixelChoice[] pixels;
  private final byte[] chosen;
  private final BitBlocks out;

  /** For each string the longer one by each number, or {@link #NONE}. */
  private final int[] longer = new int[MOST * Palette.SIZE];

  private final int[] shorter = new int[MOST];
  private final int[] last = new int[MOST];
  private int next;
  private int width = LEAST_WIDTH;

  private Front now = new Front();
  private Front then = new Front();

  private Lzw(PixelChoice[] pixels, BitBlocks out) {
    this.pixels = pixels;
    this.chosen = new byte[pixels.length];
    this.out = out;
  }

  /** Strings that fit so far, and what each costs. */
  private static final class Front {
    private final int[] strings = new int[MOST];
    private final double[] costs = new double[MOST];
    private int size;

    private void add(int string, double cost) {
      strings[size] = string;
      costs[size++] = cost;
    }

    private int cheapest() {
      int best = 0;
      for (int k = 1; k < size; k++) if (costs[k] < costs[best]) best = k;
      return strings[best];
    }
  }

  /**
   * Writes pixels.
   *
   * @return the number each became
   */
  static byte[] write(PixelChoice[] pixels, BitBlocks out) {
    Lzw lzw = new Lzw(pixels, out);
    lzw.write();
    return lzw.chosen;
  }

  private void write() {
    clear(); // of nothing, but readers expect it
    int before = NONE;
    for (int at = 0; at < pixels.length; ) {
      int string = longest(at);
      out.write(string, width);
      int from = at;
      at = spell(string, from);
      if (before != NONE) learn(before, chosen[from] & 0xff);
      before = next < MOST ? string : NONE;
      if (next == MOST) clear();
    }
    out.write(END, width);
    out.close();
  }

  private void clear() {
    out.write(CLEAR, width);
    Arrays.fill(longer, NONE);
    next = FIRST;
    width = LEAST_WIDTH;
  }

  private int longest(int from) {
    now.size = 0;
    PixelChoice first = pixels[from];
    for (int k = 0; k < first.size(); k++) now.add(first.number(k), first.cost(k));
    for (int at = from + 1; at < pixels.length; at++) {
      follow(pixels[at]);
      if (then.size == 0) break;
      Front spare = now;
      now = then;
      then = spare;
    }
    return now.cheapest();
  }

  private void follow(PixelChoice choice) {
    then.size = 0;
    for (int i = 0; i < now.size; i++) {
      for (int k = 0; k < choice.size(); k++) {
        int string = longer[now.strings[i] * Palette.SIZE + choice.number(k)];
        if (string != NONE) then.add(string, now.costs[i] + choice.cost(k));
      }
    }
  }

  /** Notes the numbers of a string's pixels; returns where the next begins. */
  private int spell(int string, int from) {
    int length = 1;
    for (int s = string; s >= FIRST; s = shorter[s]) length++;
    int s = string;
    for (int k = from + length - 1; k > from; k--) {
      chosen[k] = (byte) last[s];
      s = shorter[s];
    }
    chosen[from] = (byte) s;
    return from + length;
  }

  /** A reader learns the same now, since it has to know how the string after begins. */
  private void learn(int string, int number) {
    longer[string * Palette.SIZE + number] = next;
    shorter[next] = string;
    last[next] = number;
    next++;
    if (next == 1 << width && next < MOST) width++;
  }
}
