package advect.plot.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngFileTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  private static BufferedImage image(int width, int height, IntBinaryOperator rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) image.setRGB(x, y, rgb.applyAsInt(x, y));
    }
    return image;
  }

  /** The smallest, a single line and column, and one that suits each filter. */
  static Stream<BufferedImage> images() {
    return Stream.of(
        image(1, 1, (x, y) -> 0x123456),
        image(300, 1, (x, y) -> x % 7 * 0x240000),
        image(1, 300, (x, y) -> y % 7 * 0x2400),
        image(160, 90, (x, y) -> (x * 31 + y * 17) % 16 * 0x110011),
        image(255, 90, (x, y) -> x * 0x010101),
        image(90, 255, (x, y) -> y * 0x010101));
  }

  /** ImageIO is the oracle; the palette is exact, so that few colours must be the image itself. */
  @ParameterizedTest
  @MethodSource("images")
  void othersReadWhatWasWritten(BufferedImage image) throws IOException {
    IndexedImage few = FewColors.of(image);
    byte[] png = IndexedPng.bytes(few);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(few.shows(read)).isTrue();
    assertThat(read.getColorModel().getPixelSize()).isLessThanOrEqualTo(8);
  }

  @Test
  void samePixelsLeaveTheFileAsItIs(@TempDir Path dir) throws IOException {
    BufferedImage image = image(200, 100, (x, y) -> x * y % 256 * 0x010203 & 0xffffff);
    Path file = dir.resolve("picture.png");
    PngFile.write(file, image);
    byte[] compressedByAnother = recompressed(file);
    Files.setLastModifiedTime(file, LONG_AGO);
    PngFile.write(file, image);
    assertThat(file).hasBinaryContent(compressedByAnother);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
    image.setRGB(3, 4, 0xff00ff);
    PngFile.write(file, image);
    assertThat(ImageIO.read(file.toFile()).getRGB(3, 4)).isEqualTo(0xffff00ff);
  }

  /** Writes the same pixels in other bytes. */
  private static byte[] recompressed(Path file) throws IOException {
    byte[] before = Files.readAllBytes(file);
    ImageIO.write(ImageIO.read(file.toFile()), "png", file.toFile());
    assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    return Files.readAllBytes(file);
  }

  @Test
  void whatIsBrokenOrOfManyColoursIsReplaced(@TempDir Path dir) throws IOException {
    BufferedImage image = image(20, 10, (x, y) -> x < 10 ? 0xffffff : 0);
    Path file = dir.resolve("picture.png");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3});
    PngFile.write(file, image);
    long light = Files.size(file);
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(20);
    ImageIO.write(image, "png", file.toFile());
    assertThat(Files.size(file)).isNotEqualTo(light);
    PngFile.write(file, image);
    assertThat(Files.size(file)).isEqualTo(light);
  }
}
