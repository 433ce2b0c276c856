package advect.plot.file;

import advect.file.AtomicFile;
import advect.plot.color.ColorMap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Pictures that earlier versions wrote in all their colours, at two pixels a point and with all
 * digits, brought into the form of today: what drew them would have to learn again.
 */
public final class HeavyPictures {
  private static final int DEPTH = 2;

  /** Pixels a point of PNG then. */
  private static final double SCALE = 2;

  /** The side of a film's plot today as a share of that then. */
  private static final double FILM = 0.8;

  /** How many pixels of a film may have colours of another map. */
  private static final double STRANGE = 0.01;

  private HeavyPictures() {}

  /**
   * A picture that became lighter.
   *
   * @param before bytes it had
   * @param after bytes it has
   */
  public record Lightened(Path file, long before, long after) {}

  /**
   * Lightens all heavy PNG, GIF and SVG in a directory and in those directly in it; light ones stay
   * as they are.
   *
   * @return those that changed, by name
   * @throws IOException naming the picture that cannot be read or written
   */
  public static List<Lightened> lighten(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory, DEPTH)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    List<Lightened> changed = new ArrayList<>();
    for (Path file : files) {
      long before = Files.size(file);
      Optional<byte[]> light = light(file);
      if (light.isEmpty() || light.get().length >= before) continue;
      PictureFile.write(file, out -> out.write(light.get()));
      changed.add(new Lightened(file, before, light.get().length));
    }
    return changed;
  }

  private static Optional<byte[]> light(Path file) throws IOException {
    try {
      return read(file);
    } catch (IOException e) {
      String reason = AtomicFile.reason(e);
      throw new IOException("%s: cannot be read as a picture: %s".formatted(file, reason), e);
    }
  }

  private static Optional<byte[]> read(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".png")) return png(file);
    if (name.endsWith(".gif")) return gif(Files.readAllBytes(file));
    if (name.endsWith(".svg")) return Optional.of(SvgFile.light(Files.readAllBytes(file)));
    return Optional.empty();
  }

  private static Optional<byte[]> png(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null || PngFile.indexed(file).isPresent()) return Optional.empty();
    double scale = PngFile.scale(image.getWidth() / SCALE) / SCALE;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngFile.write(out, shrunk(image, scale));
    return Optional.of(out.toByteArray());
  }

  private static Optional<byte[]> gif(byte[] gif) throws IOException {
    if (gif.length <= Film.MOST_BYTES) return Optional.empty();
    ColorMap map = ColorMap.EMBER; // which all films had
    List<Film.FilmPicture> frames = GifReader.frames(gif);
    if (new Palette(map).strange(frames.get(0).image()) > STRANGE) return Optional.empty();
    List<Film.FilmPicture> small =
        frames.stream()
            .map(frame -> new Film.FilmPicture(shrunk(frame.image(), FILM), frame.milliseconds()))
            .toList();
    return Optional.of(Film.gif(small, map)).filter(light -> light.length <= Film.MOST_BYTES);
  }

  private static BufferedImage shrunk(BufferedImage image, double scale) {
    return Shrinking.to(
        (int) Math.round(scale * image.getWidth()),
        (int) Math.round(scale * image.getHeight()),
        image);
  }
}
