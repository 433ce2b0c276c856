package advect.plot.color;

/**
 * Sequential colours whose lightness is linear in the number shown.
 *
 * <p>Each map is a path through OKLab: lightness runs straight from its first to its last stop,
 * while chroma and hue run smoothly through stops. So equal steps of the number look equally large,
 * the order survives every kind of colour blindness, and a grey print still reads.
 */
public enum ColorMap {
  /** Black through violet and ember to pale yellow: for densities, which glow on it. */
  EMBER(
      new double[] {0.07, 0.98},
      new double[] {0.03, 0.14, 0.185, 0.19, 0.18, 0.16, 0.09},
      new double[] {282, 296, 340, 378, 405, 438, 464}),
  /** Deep violet through teal to yellow. */
  LAGOON(
      new double[] {0.22, 0.94},
      new double[] {0.10, 0.115, 0.09, 0.09, 0.13, 0.17},
      new double[] {305, 278, 235, 185, 145, 108}),
  /** White to slate blue: to lie faintly under lines and arrows. */
  MIST(
      new double[] {1.0, 0.74},
      new double[] {0.0, 0.02, 0.04, 0.055, 0.07},
      new double[] {250, 250, 252, 256, 262}),
  /** Violet to orange without pale ends: for lines on white. */
  DUSK(
      new double[] {0.30, 0.76},
      new double[] {0.13, 0.185, 0.19, 0.165},
      new double[] {290, 345, 385, 423});

  private static final int ENTRIES = 1024;

  @SuppressWarnings("ImmutableEnumChecker") // filled once, never handed out
  private final int[] table = new int[ENTRIES];

  ColorMap(double[] lightness, double[] chroma, double[] hue) {
    for (int k = 0; k < ENTRIES; k++) {
      double s = k / (ENTRIES - 1.0);
      table[k] = Oklab.rgb(along(lightness, s), along(chroma, s), along(hue, s));
    }
  }

  /** The colour 0xRRGGBB at s in [0, 1]; outside values take the nearer end. */
  public int rgb(double s) {
    return table[(int) Math.round(Math.min(Math.max(s, 0), 1) * (ENTRIES - 1))];
  }

  /** A smooth curve (Catmull-Rom) through equally spaced stops. */
  private static double along(double[] stops, double s) {
    int last = stops.length - 1;
    double x = s * last;
    int i = Math.min((int) x, last - 1);
    double u = x - i;
    double before = i > 0 ? stops[i - 1] : 2 * stops[i] - stops[i + 1];
    double after = i + 2 <= last ? stops[i + 2] : 2 * stops[i + 1] - stops[i];
    double slope0 = (stops[i + 1] - before) / 2;
    double slope1 = (after - stops[i]) / 2;
    double rise = stops[i + 1] - stops[i];
    return stops[i]
        + u * (slope0 + u * (3 * rise - 2 * slope0 - slope1 + u * (slope0 + slope1 - 2 * rise)));
  }
}
