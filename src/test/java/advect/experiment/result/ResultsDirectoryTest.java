package advect.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.experiment.spec.SpecException;
import advect.file.FileException;
import advect.plot.file.PngFile;
import java.awt.image.BufferedImage;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsDirectoryTest {
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir private Path dir;

  @Test
  void newResultsAppearTogetherAndLeaveNothingBesideThem() throws IOException {
    Path target = dir.resolve("results").resolve("moons");
    write(target, "first");
    assertThat(names(target)).containsExactly("density.png", "metrics.json");
    assertThat(names(target.resolveSibling("."))).containsExactly("moons");
  }

  @Test
  void newResultsReplaceOldOnesWithTheirStaleFiles() throws IOException {
    Path target = dir.resolve("moons");
    write(target, "first");
    Files.writeString(target.resolve("flow.gif"), "stale");
    write(target, "second");
    assertThat(names(target)).containsExactly("density.png", "metrics.json");
    assertThat(target.resolve("metrics.json")).hasContent("second");
    assertThat(names(dir)).containsExactly("moons");
  }

  @Test
  void aPictureWithTheSamePixelsKeepsItsBytes() throws IOException {
    Path target = dir.resolve("moons");
    BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 60; x++) image.setRGB(x, x / 2, 0x104080 * (x % 3 + 1) & 0xffffff);
    draw(target, image);
    Path picture = target.resolve("density.png");
    ImageIO.write(ImageIO.read(picture.toFile()), "png", picture.toFile()); // as another Java would
    byte[] before = Files.readAllBytes(picture);
    draw(target, image);
    assertThat(picture).hasBinaryContent(before);
    image.setRGB(5, 30, 0xffffff);
    draw(target, image);
    assertThat(ImageIO.read(picture.toFile()).getRGB(5, 30)).isEqualTo(0xffffffff);
  }

  private static void draw(Path target, BufferedImage image) {
    ResultsDirectory.at(target)
        .replace(
            stage -> {
              Files.writeString(stage.resolve("metrics.json"), "{}");
              PngFile.write(stage.resolve("density.png"), image);
            });
  }

  @Test
  void aFailureInTheMiddleLeavesTheOldResults() throws IOException {
    Path target = dir.resolve("moons");
    write(target, "first");
    ResultsDirectory results = ResultsDirectory.at(target);
    assertThatThrownBy(
            () ->
                results.replace(
                    stage -> {
                      Files.writeString(stage.resolve("metrics.json"), "second");
                      throw new UncheckedIOException(new IOException("No space left on device"));
                    }))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(
            target
                + ": cannot be written: No space left on device;"
                + " what was there before is unchanged; make room, ");
    assertThat(target.resolve("metrics.json")).hasContent("first");
    assertThat(names(dir)).containsExactly("moons");
  }

  @Test
  void aFullDiskIsReportedInItsOwnWords() {
    assumeTrue(Files.isWritable(FULL_DISK), "only Linux has a disk that is always full");
    ResultsDirectory results = ResultsDirectory.at(dir.resolve("moons"));
    assertThatThrownBy(
            () ->
                results.replace(
                    stage -> {
                      try (OutputStream out = new FileOutputStream(FULL_DISK.toFile())) {
                        out.write(new byte[1 << 16]);
                      }
                    }))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("No space left on device");
    assertThat(dir.resolve("moons")).doesNotExist();
  }

  @Test
  void aLinkToADirectoryStaysALink() throws IOException {
    Path real = Files.createDirectory(dir.resolve("real"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), real);
    write(link, "first");
    assertThat(link).isSymbolicLink();
    assertThat(names(real)).containsExactly("density.png", "metrics.json");
  }

  @Test
  void lossesOfFurtherMembersAreResults() throws IOException {
    Path target = dir.resolve("moons");
    write(target, "first");
    Files.writeString(target.resolve("loss-2.csv"), "iteration,nll");
    write(target, "second");
    assertThat(names(target)).doesNotContain("loss-2.csv");
    Files.writeString(target.resolve("loss-of-hair.csv"), "precious");
    assertThatThrownBy(() -> ResultsDirectory.at(target)).hasMessageContaining("loss-of-hair.csv");
  }

  @Test
  void otherPeoplesFilesAreNotReplaced() throws IOException {
    Files.writeString(dir.resolve("thesis.png"), "precious");
    assertThatThrownBy(() -> ResultsDirectory.at(dir))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            dir
                + ": holds thesis.png, which is not a result and would be lost;"
                + " choose another place with --out");
    Path target = dir.resolve("moons");
    write(target, "first");
    Files.writeString(target.resolve("notes.txt"), "precious");
    assertThatThrownBy(() -> ResultsDirectory.at(target)).hasMessageContaining("notes.txt");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedAtOnce() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThatThrownBy(() -> ResultsDirectory.at(file))
        .isInstanceOf(SpecException.class)
        .hasMessage(file + ": is a file; --out takes a directory");
    assertThatThrownBy(() -> ResultsDirectory.at(file.resolve("moons")))
        .isInstanceOf(SpecException.class)
        .hasMessageEndingWith("choose another place with --out");
  }

  private static void write(Path target, String text) {
    ResultsDirectory.at(target)
        .replace(
            stage -> {
              Files.writeString(stage.resolve("metrics.json"), text);
              Files.writeString(stage.resolve("density.png"), text);
            });
  }

  private static String[] names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toArray(String[]::new);
    }
  }
}
