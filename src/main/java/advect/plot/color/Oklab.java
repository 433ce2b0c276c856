package advect.plot.color;

/**
 * Colours by lightness, chroma and hue as the eye judges them, turned into sRGB.
 *
 * <p>Reference: B. Ottosson, "A perceptual color space for image processing", 2020 (OKLab; matrices
 * as published there). Colours that sRGB cannot show lose chroma, never lightness or hue.
 */
public final class Oklab {
  private Oklab() {}

  /** The sRGB colour 0xRRGGBB nearest to lightness in [0, 1], chroma and hue in degrees. */
  static int rgb(double lightness, double chroma, double hueDegrees) {
    double a = Math.cos(Math.toRadians(hueDegrees));
    double b = Math.sin(Math.toRadians(hueDegrees));
    double shown = 0;
    double refused = chroma;
    if (inGamut(linear(lightness, chroma * a, chroma * b))) shown = chroma;
    for (int bit = 0; bit < 20 && shown < refused; bit++) {
      double middle = (shown + refused) / 2;
      if (inGamut(linear(lightness, middle * a, middle * b))) shown = middle;
      else refused = middle;
    }
    double[] c = linear(lightness, shown * a, shown * b);
    return channel(c[0]) << 16 | channel(c[1]) << 8 | channel(c[2]);
  }

  /** The lightness of an sRGB colour 0xRRGGBB. */
  public static double lightness(int rgb) {
    double r = decode((rgb >> 16 & 0xff) / 255.0);
    double g = decode((rgb >> 8 & 0xff) / 255.0);
    double b = decode((rgb & 0xff) / 255.0);
    return 0.2104542553 * Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        + 0.7936177850 * Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        - 0.0040720468 * Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  }

  private static double[] linear(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static boolean inGamut(double[] linear) {
    for (double c : linear) if (c < 0 || c > 1) return false;
    return true;
  }

  private static int channel(double linear) {
    double c = Math.min(Math.max(linear, 0), 1);
    double encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * encoded);
  }

  private static double decode(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
  }

  private static double cube(double x) {
    return x * x * x;
  }
}
