package advect.plot.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one typeface of all pictures, and the one place that readies Java's graphics for a bare
 * machine.
 *
 * <p>Liberation Sans travels with these classes, so text has the same shape everywhere. Where the
 * machine has no fontconfig at all, the JDK cannot even open a font that is handed to it, because
 * it first wants to list the installed ones; a stand-in list with nothing in it is then given to it
 * through {@code sun.awt.fontconfig}. A machine that works as it is keeps its own settings.
 *
 * <p>No display is needed: {@code java.awt.headless} is set unless the program chose a value. A
 * program that also opens windows sets it to false.
 */
public final class Typeface {
  private static final String RESOURCE = "LiberationSans-Regular.ttf";

  private Typeface() {}

  /** The typeface at a size in points. */
  public static Font at(double size) {
    return Loaded.FONT.deriveFont((float) size);
  }

  /** Opened once, on first use, before anything else of AWT is touched. */
  private static final class Loaded {
    static final Font FONT = load();

    private static Font load() {
      if (System.getProperty("java.awt.headless") == null) {
        System.setProperty("java.awt.headless", "true");
      }
      try {
        return open();
      } catch (IOException | RuntimeException | LinkageError noFontconfig) {
        try {
          return withoutInstalledFonts();
        } catch (IOException e) {
          e.addSuppressed(noFontconfig);
          throw new UncheckedIOException(
              "cannot open the typeface of the pictures; the JDK needs its libfontmanager and"
                  + " libfreetype",
              e);
        }
      }
    }

    private static Font withoutInstalledFonts() throws IOException {
      Path empty = Files.createTempFile("fontconfig", ".properties");
      try {
        Files.writeString(empty, "version=1\nsequence.allfonts=default\n");
        System.setProperty("sun.awt.fontconfig", empty.toString());
        return open();
      } finally {
        Files.delete(empty);
      }
    }

    private static Font open() throws IOException {
      try (InputStream in = Typeface.class.getResourceAsStream(RESOURCE)) {
        if (in == null) throw new IOException("not on the class path: " + RESOURCE);
        return Font.createFont(Font.TRUETYPE_FONT, in);
      } catch (FontFormatException e) {
        throw new IOException("not a font: " + RESOURCE, e);
      }
    }
  }
}
