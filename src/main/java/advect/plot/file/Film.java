package advect.plot.file;

import advect.plot.color.ColorMap;
import advect.plot.color.Shade;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A film in the colours of a map, as a GIF of limited size.
 *
 * <p>GIF compresses smooth maps badly. So pixels of passing frames may be off, in the measure of
 * {@link Shade}, by as little as the size demands, which looks like the grain of a film. Frames
 * that stand, the first and the last, are exact.
 */
public final class Film {
  /** What a film may weigh. */
  public static final int MOST_BYTES = 500_000;

  /** Milliseconds from which on a frame stands. */
  private static final int LONG = 500;

  /** How far pixels may be off: the least that makes the film small enough is taken. */
  private static final double[] TOLERANCES = {
    0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12
  };

  private Film() {}

  /**
   * A frame.
   *
   * @param milliseconds how long it is shown, in steps of ten
   */
  public record FilmPicture(BufferedImage image, int milliseconds) {}

  /**
   * The bytes of an endless GIF: at most {@value #MOST_BYTES}, unless even grain that cannot be
   * overlooked needs more.
   *
   * @param frames at least one, all of one size
   * @param map whose colours, and greys, the frames have
   */
  public static byte[] gif(List<FilmPicture> frames, ColorMap map) {
    Palette palette = new Palette(map);
    byte[] small = {};
    int exact = 0;
    int grainy = TOLERANCES.length - 1; // untried until no other will do
    while (exact < grainy) {
      int middle = (exact + grainy) / 2;
      byte[] gif = gif(frames, palette, TOLERANCES[middle]);
      if (gif.length > MOST_BYTES) {
        exact = middle + 1;
      } else {
        grainy = middle;
        small = gif;
      }
    }
    return small.length > 0 ? small : gif(frames, palette, TOLERANCES[grainy]);
  }

  private static byte[] gif(List<FilmPicture> frames, Palette palette, double tolerance) {
    BufferedImage first = frames.get(0).image();
    GifFilm film = new GifFilm(palette, first.getWidth(), first.getHeight());
    for (FilmPicture frame : frames) {
      boolean stands = frame.milliseconds() >= LONG;
      film.add(frame.image(), frame.milliseconds(), stands ? 0 : tolerance);
    }
    return film.bytes();
  }
}
