package advect.plot.color;

/**
 * How different two colours look, by the standard of the CIE: 1 is about the least that shows.
 *
 * <p>Reference: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula", Color
 * Research and Application 30, 2005, whose notation this keeps; {@link Ciede2000Test} has figures
 * of its table.
 */
public final class Ciede2000 {
  private Ciede2000() {}

  /** The difference of two sRGB colours 0xRRGGBB. */
  public static double between(int rgb1, int rgb2) {
    return between(lab(rgb1), lab(rgb2));
  }

  /** CIELAB of an sRGB colour, for white of D65. */
  static double[] lab(int rgb) {
    double r = linear(rgb >> 16 & 0xff);
    double g = linear(rgb >> 8 & 0xff);
    double b = linear(rgb & 0xff);
    double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double root(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  static double between(double[] lab1, double[] lab2) {
    double mean = (Math.hypot(lab1[1], lab1[2]) + Math.hypot(lab2[1], lab2[2])) / 2;
    double g = 1.5 - 0.5 * saturation(mean);
    double a1 = g * lab1[1];
    double a2 = g * lab2[1];
    double c1 = Math.hypot(a1, lab1[2]);
    double c2 = Math.hypot(a2, lab2[2]);
    double turn = c1 * c2 == 0 ? 0 : Math.atan2(lab2[2], a2) - Math.atan2(lab1[2], a1);
    if (turn > Math.PI) turn -= 2 * Math.PI;
    if (turn < -Math.PI) turn += 2 * Math.PI;
    double h = Math.toDegrees((c1 == 0 ? Math.atan2(lab2[2], a2) : Math.atan2(lab1[2], a1)));
    double hMean = (h + Math.toDegrees(turn) / 2 + 720) % 360;
    double cMean = (c1 + c2) / 2;
    double t =
        1
            - 0.17 * cos(hMean - 30)
            + 0.24 * cos(2 * hMean)
            + 0.32 * cos(3 * hMean + 6)
            - 0.20 * cos(4 * hMean - 63);
    double middle = Math.pow((lab1[0] + lab2[0]) / 2 - 50, 2);
    double dL = (lab2[0] - lab1[0]) / (1 + 0.015 * middle / Math.sqrt(20 + middle));
    double dC = (c2 - c1) / (1 + 0.045 * cMean);
    double dH = 2 * Math.sqrt(c1 * c2) * Math.sin(turn / 2) / (1 + 0.015 * cMean * t);
    double theta = 30 * Math.exp(-Math.pow((hMean - 275) / 25, 2));
    double rotation = -Math.sin(Math.toRadians(2 * theta)) * 2 * saturation(cMean);
    return Math.sqrt(dL * dL + dC * dC + dH * dH + rotation * dC * dH);
  }

  private static double saturation(double chroma) {
    return Math.sqrt(Math.pow(chroma, 7) / (Math.pow(chroma, 7) + Math.pow(25, 7)));
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
