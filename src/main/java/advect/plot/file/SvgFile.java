package advect.plot.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * SVG that says no more than can be seen.
 *
 * <p>VectorGraphics2D writes numbers with all their digits, and XChart draws each piece of a curve
 * by itself, with a style of its own. Here numbers are rounded to a hundredth of a point, pieces of
 * a line joined to a path, points within {@value Thinning#UNSEEN} of it left out, and what is
 * transparent too: about a tenth of the size.
 */
public final class SvgFile {
  /** Begins what has not been made light. */
  private static final Pattern HEAVY = Pattern.compile("\\A\\s*<\\?xml[^>]*>\\s*<!DOCTYPE svg ");

  private SvgFile() {}

  /**
   * A light copy of a document of VectorGraphics2D; a light document stays as it is.
   *
   * @throws IOException if it is not SVG
   */
  public static byte[] light(byte[] svg) throws IOException {
    if (!HEAVY.matcher(new String(svg, StandardCharsets.UTF_8)).find()) return svg.clone();
    return SvgText.of(parse(svg)).getBytes(StandardCharsets.UTF_8);
  }

  private static Element parse(byte[] svg) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      // the document type names a file of the W3C, which is not to be fetched
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // which would print to the terminal
      return builder.parse(new ByteArrayInputStream(svg)).getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("no SVG that can be read: " + e.getMessage(), e);
    }
  }
}
