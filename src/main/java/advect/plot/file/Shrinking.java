package advect.plot.file;

import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * Makes an image smaller: each pixel is the mean of what lies under it, in the numbers of sRGB, as
 * Java's own smoothing of edges is.
 */
final class Shrinking {
  private static final int CHANNELS = 3;

  private Shrinking() {}

  /** The image in another size, which may not be larger; what is transparent lies on white. */
  static BufferedImage to(int width, int height, BufferedImage image) {
    double[][] rows = rows(image);
    double[][] narrow = new double[rows.length][];
    for (int y = 0; y < rows.length; y++) narrow[y] = means(rows[y], width);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      double[] column = new double[CHANNELS * narrow.length];
      for (int y = 0; y < narrow.length; y++) {
        System.arraycopy(narrow[y], CHANNELS * x, column, CHANNELS * y, CHANNELS);
      }
      double[] shorter = means(column, height);
      for (int y = 0; y < height; y++) small.setRGB(x, y, rgb(shorter, CHANNELS * y));
    }
    return small;
  }

  /** Red, green and blue of each pixel, row by row. */
  private static double[][] rows(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    opaque.createGraphics().drawImage(image, 0, 0, Color.WHITE, null);
    double[][] rows = new double[image.getHeight()][];
    for (int y = 0; y < rows.length; y++) {
      rows[y] = opaque.getRaster().getPixels(0, y, image.getWidth(), 1, (double[]) null);
    }
    return rows;
  }

  /** A line of pixels as one of {@code length}: a share of a pixel counts as such. */
  private static double[] means(double[] line, int length) {
    int from = line.length / CHANNELS;
    double step = from / (double) length;
    double[] means = new double[CHANNELS * length];
    for (int k = 0; k < length; k++) {
      double begin = k * step;
      double end = Math.min(from, begin + step);
      for (int i = (int) begin; i < end; i++) {
        double share = (Math.min(i + 1, end) - Math.max(i, begin)) / step;
        for (int c = 0; c < CHANNELS; c++) {
          means[CHANNELS * k + c] += share * line[CHANNELS * i + c];
        }
      }
    }
    return means;
  }

  private static int rgb(double[] line, int at) {
    int rgb = 0;
    for (int c = 0; c < CHANNELS; c++) rgb = rgb << Byte.SIZE | (int) Math.round(line[at + c]);
    return rgb;
  }
}
