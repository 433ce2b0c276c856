package advect.plot;

import advect.plot.chart.Figure;
import advect.plot.data.DensityMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that draws one picture, for {@link BareMachineTest} to run on its own. */
final class BareMachine {
  private BareMachine() {}

  public static void main(String[] args) throws IOException {
    picture().writePng(Path.of(args[0]));
    System.out.println("stand-in=" + (System.getProperty("sun.awt.fontconfig") != null));
  }

  static Figure picture() {
    DensityMap map = new DensityMap("eight Gaussians", Shapes.eightGaussians(60));
    return DensityFigure.of(List.of(map), MapStyle.DEFAULT.withNames("x", "y"));
  }
}
