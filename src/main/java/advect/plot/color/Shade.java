package advect.plot.color;

/**
 * A colour as a point whose distance to others is how different they look: DIN99o.
 *
 * <p>A distance of 1 is about the least that shows, as it is of CIEDE2000, the standard for such
 * differences: the latter is 0.84 times this one for half of all small differences, 0.6 to 1.1
 * times for nearly all. That formula is not a distance and takes fifty times as long.
 *
 * <p>Reference: DIN 6176, "Farbmetrische Bestimmung von Farbabständen bei Körperfarben nach der
 * DIN99o-Formel"; D65.
 *
 * @param lightness 0 for black, 100 for white
 * @param a from green to red, more or less
 * @param b from blue to yellow, more or less
 */
public record Shade(double lightness, double a, double b) {
  private static final double TURN = StrictMath.toRadians(26);
  private static final double COS = StrictMath.cos(TURN);
  private static final double SIN = StrictMath.sin(TURN);

  private static final double[] LINEAR = linear();

  /** The shade of the sRGB colour 0xRRGGBB; the same bits on every machine. */
  public static Shade of(int rgb) {
    double red = LINEAR[rgb >> 16 & 0xff];
    double green = LINEAR[rgb >> 8 & 0xff];
    double blue = LINEAR[rgb & 0xff];
    double x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    double y = root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
    double z = root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
    return ofLab(116 * y - 16, 500 * (x - y), 200 * (y - z));
  }

  private static Shade ofLab(double lightness, double a, double b) {
    double e = a * COS + b * SIN;
    double f = 0.83 * (b * COS - a * SIN);
    double g = Math.sqrt(e * e + f * f);
    double shrink = g == 0 ? 0 : StrictMath.log(1 + 0.075 * g) / (0.0435 * g);
    return new Shade(303.67 * StrictMath.log(1 + 0.0039 * lightness), shrink * e, shrink * f);
  }

  /** How different two shades look. */
  public double distance(Shade other) {
    double x = lightness - other.lightness;
    double y = a - other.a;
    double z = b - other.b;
    return Math.sqrt(x * x + y * y + z * z);
  }

  private static double root(double t) {
    return t > 216.0 / 24389 ? StrictMath.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  private static double[] linear() {
    double[] linear = new double[256];
    for (int k = 0; k < linear.length; k++) {
      double c = k / 255.0;
      linear[k] = c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }
    return linear;
  }
}
