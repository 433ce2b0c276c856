package advect.plot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import advect.plot.color.Oklab;
import advect.plot.data.Paths;
import advect.plot.data.Still;
import advect.plot.file.Film;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlowAnimationTest {
  private static final int FRAMES = 24;
  private static final List<Still> SNAPSHOTS = new ArrayList<>();
  private static byte[] gif = {};

  @BeforeAll
  static void film() throws IOException {
    for (int k = 0; k < FRAMES; k++) {
      double t = k / (FRAMES - 1.0);
      SNAPSHOTS.add(new Still(t, Shapes.flow(t, 60)));
    }
    Paths riders =
        Paths.of(new double[] {0, 1}, List.of(Shapes.points(200, 0, 3), Shapes.points(200, 1, 3)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FlowAnimation.of(SNAPSHOTS, riders, MapStyle.DEFAULT).writeGif(out, FlowAnimation.Pace.DEFAULT);
    gif = out.toByteArray();
  }

  @Test
  void everySnapshotIsAFrameOfTheSameSizeInASmallFile() throws IOException {
    ImageReader reader = reader(gif);
    assertThat(reader.getNumImages(true)).isEqualTo(FRAMES);
    for (int k = 0; k < FRAMES; k++) {
      assertThat(reader.read(k).getWidth())
          .isEqualTo(reader.read(0).getWidth())
          .isBetween(300, 340);
    }
    assertThat(gif.length).isLessThanOrEqualTo(Film.MOST_BYTES);
  }

  @Test
  void itRunsForEverAndRestsAtTheEnd() throws IOException {
    assertThat(new String(gif, ISO_8859_1)).contains("NETSCAPE2.0\u0003\u0001\u0000\u0000");
    assertThat(hundredths(reader(gif), 1)).isEqualTo(FlowAnimation.Pace.DEFAULT.frame() / 10);
    assertThat(hundredths(reader(gif), FRAMES - 1))
        .isEqualTo(FlowAnimation.Pace.DEFAULT.last() / 10);
  }

  @Test
  void colorsStayOnTheScale() throws IOException {
    FlowAnimation plain = FlowAnimation.of(SNAPSHOTS.subList(0, 3), Paths.NONE, MapStyle.DEFAULT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plain.writeGif(out, FlowAnimation.Pace.DEFAULT);
    ImageReader reader = reader(out.toByteArray());
    BufferedImage meant = plain.frame(SNAPSHOTS.get(2));
    BufferedImage shown = new BufferedImage(meant.getWidth(), meant.getHeight(), meant.getType());
    for (int k = 0; k < 3; k++) shown.createGraphics().drawImage(reader.read(k), 0, 0, null);
    for (int y = 0; y < meant.getHeight(); y++) {
      for (int x = 0; x < meant.getWidth(); x++) {
        double off =
            Oklab.lightness(shown.getRGB(x, y) & 0xffffff)
                - Oklab.lightness(meant.getRGB(x, y) & 0xffffff);
        // 190 colours over a lightness of 0.9: half a step is 0.0025; a nearest colour is not quite
        // the nearest lightness, and near black one level of a channel is 0.05 / 2
        assertThat(Math.abs(off)).isLessThan(0.03);
      }
    }
  }

  private static ImageReader reader(byte[] bytes) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(bytes)));
    return reader;
  }

  private static int hundredths(ImageReader reader, int frame) throws IOException {
    IIOMetadataNode root =
        (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    return Integer.parseInt(control.getAttribute("delayTime"));
  }
}
