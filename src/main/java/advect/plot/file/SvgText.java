package advect.plot.file;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Writes a document in few characters: see {@link SvgFile}. */
final class SvgText {
  private static final Pattern CLIP = Pattern.compile("clip-?\\d+");

  /** Neither filled nor drawn, or both so that nothing can be seen. */
  private static final Pattern UNSEEN =
      Pattern.compile("fill:(none|[^;]+;fill-opacity:0);stroke:(none|[^;]+;stroke-opacity:0);.*");

  /** How far apart ends of the same point may be. */
  private static final double SAME = 1e-6;

  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> clips = new HashMap<>();

  /** Pieces of lines of one style that were not written yet. */
  private Path2D line = new Path2D.Double();

  private String lineStyle = "";

  private SvgText() {}

  static String of(Element root) {
    SvgText text = new SvgText();
    text.write(root);
    return text.text.toString();
  }

  private void write(Element element) {
    String style = element.getAttribute("style");
    if (UNSEEN.matcher(style).matches()) return;
    if (element.getTagName().equals("line")) {
      gather(element, style);
      return;
    }
    drawLine();
    int before = text.length();
    open(element);
    int within = text.length();
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) write(child);
    }
    drawLine();
    close(element.getTagName(), before, within);
  }

  private void close(String name, int before, int within) {
    boolean empty = text.length() == within;
    if (empty && name.equals("g")) text.setLength(before);
    else if (empty) text.append("/>\n");
    else text.insert(within, ">\n").append("</").append(name).append(">\n");
  }

  /** Joins a piece to what it continues, or puts it beside others that look the same. */
  private void gather(Element piece, String style) {
    if (!style.equals(lineStyle) || style.contains("opacity")) drawLine();
    lineStyle = style;
    Point2D from = point(piece, "x1", "y1");
    Point2D to = point(piece, "x2", "y2");
    Point2D end = line.getCurrentPoint();
    boolean joins = style.contains("stroke-linejoin:round"); // as round ends over each other do
    if (end == null || !joins || end.distance(from) > SAME) line.moveTo(from.getX(), from.getY());
    line.lineTo(to.getX(), to.getY());
  }

  private static Point2D point(Element element, String x, String y) {
    return new Point2D.Double(
        Double.parseDouble(element.getAttribute(x)), Double.parseDouble(element.getAttribute(y)));
  }

  private void drawLine() {
    if (line.getCurrentPoint() == null) return;
    text.append("<path");
    attribute("d", SvgPath.text(Thinning.of(line)));
    attribute("style", SvgValue.style(lineStyle));
    text.append("/>\n");
    line = new Path2D.Double();
  }

  private void open(Element element) {
    text.append('<').append(element.getTagName());
    NamedNodeMap attributes = element.getAttributes();
    for (int k = 0; k < attributes.getLength(); k++) {
      String name = attributes.item(k).getNodeName();
      attribute(name, value(name, attributes.item(k).getNodeValue(), element));
    }
  }

  private void attribute(String name, String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    text.append(' ').append(name).append("=\"").append(escaped).append('"');
  }

  private String value(String name, String value, Element element) {
    return switch (name) {
      case "d" -> SvgValue.data(value, element.getAttribute("style"));
      case "style" -> SvgValue.style(value);
      case "transform" -> SvgValue.transform(value);
      case "id", "clip-path" -> CLIP.matcher(value).replaceAll(clip -> number(clip.group()));
      default -> SvgValue.rounded(value);
    };
  }

  /** The names are hashes, which say nothing. */
  private String number(String clip) {
    return clips.computeIfAbsent(clip, c -> "c" + clips.size());
  }
}
