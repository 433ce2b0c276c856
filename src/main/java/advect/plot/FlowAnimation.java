package advect.plot;

import advect.plot.chart.CloudDrawing;
import advect.plot.chart.Drawing;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Layout;
import advect.plot.data.Box;
import advect.plot.data.Paths;
import advect.plot.data.Still;
import advect.plot.file.Film;
import advect.plot.file.PictureFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The flow in motion: its density from base to data, with points that ride on it, as an animated
 * GIF that runs for ever and rests at its end.
 *
 * <p>Every frame has its own colour scale, as in {@link FlowFigure}. Some 24 to 40 frames of a grid
 * of 100 x 100 or more give a smooth film of at most half a megabyte.
 */
public final class FlowAnimation {
  private static final double SIDE = 288;
  private static final Color RIDER = new Color(255, 255, 255, 225);

  private final List<Still> stills;
  private final Paths riders;
  private final MapStyle style;

  private FlowAnimation(List<Still> stills, Paths riders, MapStyle style) {
    this.stills = List.copyOf(stills);
    this.riders = riders;
    this.style = style;
  }

  /**
   * An animation.
   *
   * @param stills the frames, at least one, all over the same box
   * @param riders points carried along, shown as small discs, or {@link Paths#NONE}
   */
  public static FlowAnimation of(List<Still> stills, Paths riders, MapStyle style) {
    return new FlowAnimation(stills, riders, style);
  }

  /**
   * How long frames stand.
   *
   * @param frame milliseconds of a frame, in steps of ten
   * @param first milliseconds of the first
   * @param last milliseconds of the last
   */
  public record Pace(int frame, int first, int last) {
    /** About three seconds of 31 frames, and a good look at the result. */
    public static final Pace DEFAULT = new Pace(90, 600, 2000);

    private int milliseconds(int k, int frames) {
      if (k == frames - 1) return last;
      return k == 0 ? first : frame;
    }
  }

  /**
   * Writes the GIF.
   *
   * @throws IOException naming the file, if it cannot be written
   */
  public void writeGif(Path file, Pace pace) throws IOException {
    PictureFile.write(file, out -> writeGif(out, pace));
  }

  /** Writes the GIF to a stream, which stays open. */
  public void writeGif(OutputStream out, Pace pace) throws IOException {
    List<Film.FilmPicture> frames = new ArrayList<>();
    for (int k = 0; k < stills.size(); k++) {
      frames.add(new Film.FilmPicture(frame(stills.get(k)), pace.milliseconds(k, stills.size())));
    }
    out.write(Film.gif(frames, style.colors()));
  }

  /** One frame, a pixel a point. */
  BufferedImage frame(Still now) {
    Box box = now.logp().box();
    FittedChart.Size size = MapPanel.size(box, SIDE);
    Drawing density = FlowFigure.heat(now.logp(), style);
    Drawing points =
        (g, frame) -> {
          if (riders.count() > 0) new CloudDrawing(riders.points(now.t()), RIDER).paint(g, frame);
        };
    FittedChart panel =
        MapPanel.of(now.title(), box, size, style, MapPanel.Edge.NONE, density, points);
    return Layout.of(List.of(panel), 1, null).image(1);
  }
}
