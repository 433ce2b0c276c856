package advect.plot.file;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Paints the SVG that pictures of lines consist of, before and after they are made light. */
final class SvgPainter {
  private static final Pattern STEP = Pattern.compile("([a-zA-Z])([^a-zA-Z]*)");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE]-?\\d+)?");

  private final Map<String, Shape> clips = new HashMap<>();
  private final Graphics2D g;

  private SvgPainter(Graphics2D g) {
    this.g = g;
  }

  static BufferedImage paint(byte[] svg, double scale) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element root =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg)).getDocumentElement();
    double[] size = numbers(root.getAttribute("viewBox"));
    int width = (int) Math.ceil(size[2] * scale);
    BufferedImage image =
        new BufferedImage(width, (int) Math.ceil(size[3] * scale), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(scale, scale);
    new SvgPainter(g).children(root);
    return image;
  }

  private void children(Element parent) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) element(child);
    }
  }

  private void element(Element e) {
    switch (e.getTagName()) {
      case "defs" -> children(e);
      case "clipPath" -> {
        Element rect = (Element) e.getElementsByTagName("rect").item(0);
        clips.put("url(#" + e.getAttribute("id") + ")", rectangle(rect));
      }
      case "g" -> group(e);
      case "rect" -> draw(e, rectangle(e));
      case "line" -> draw(e, new Line2D.Double(at(e, "x1"), at(e, "y1"), at(e, "x2"), at(e, "y2")));
      case "ellipse" -> {
        double rx = at(e, "rx");
        double ry = at(e, "ry");
        draw(e, new Ellipse2D.Double(at(e, "cx") - rx, at(e, "cy") - ry, 2 * rx, 2 * ry));
      }
      case "path" -> draw(e, path(e.getAttribute("d")));
      default -> throw new IllegalArgumentException(e.getTagName());
    }
  }

  private void group(Element e) {
    AffineTransform before = g.getTransform();
    Shape clip = g.getClip();
    if (e.hasAttribute("transform")) {
      g.transform(new AffineTransform(numbers(e.getAttribute("transform"))));
    }
    if (e.hasAttribute("clip-path")) g.clip(clips.get(e.getAttribute("clip-path")));
    children(e);
    g.setTransform(before);
    g.setClip(clip);
  }

  private static Rectangle2D rectangle(Element e) {
    return new Rectangle2D.Double(at(e, "x"), at(e, "y"), at(e, "width"), at(e, "height"));
  }

  private static double at(Element e, String name) {
    return Double.parseDouble(e.getAttribute(name));
  }

  private static double[] numbers(String text) {
    return NUMBER.matcher(text).results().mapToDouble(n -> Double.parseDouble(n.group())).toArray();
  }

  private void draw(Element e, Shape shape) {
    Map<String, String> style = new HashMap<>();
    for (String rule : e.getAttribute("style").split(";", 0)) {
      style.put(rule.substring(0, rule.indexOf(':')), rule.substring(rule.indexOf(':') + 1));
    }
    g.setColor(color(style, "fill"));
    g.fill(shape);
    g.setColor(color(style, "stroke"));
    g.setStroke(stroke(style));
    if (g.getColor().getAlpha() > 0) g.draw(shape);
  }

  private static Color color(Map<String, String> style, String kind) {
    String value = style.getOrDefault(kind, "none");
    double opacity = Double.parseDouble(style.getOrDefault(kind + "-opacity", "1"));
    if (value.equals("none")) return new Color(0, true);
    int rgb =
        value.startsWith("#")
            ? Integer.parseInt(value.substring(1), 16)
            : Arrays.stream(numbers(value)).mapToInt(c -> (int) c).reduce(0, (a, c) -> a << 8 | c);
    return new Color((int) Math.round(255 * opacity) << 24 | rgb, true);
  }

  private static BasicStroke stroke(Map<String, String> style) {
    boolean round = style.getOrDefault("stroke-linejoin", "miter").equals("round");
    int cap =
        switch (style.getOrDefault("stroke-linecap", "butt")) {
          case "round" -> BasicStroke.CAP_ROUND;
          case "square" -> BasicStroke.CAP_SQUARE;
          default -> BasicStroke.CAP_BUTT;
        };
    double[] dash = numbers(style.getOrDefault("stroke-dasharray", ""));
    float[] dashes = new float[dash.length];
    for (int k = 0; k < dash.length; k++) dashes[k] = (float) dash[k];
    return new BasicStroke(
        Float.parseFloat(style.getOrDefault("stroke-width", "1")),
        cap,
        round ? BasicStroke.JOIN_ROUND : BasicStroke.JOIN_MITER,
        10,
        dashes.length == 0 ? null : dashes,
        0);
  }

  private static Path2D path(String data) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    Matcher step = STEP.matcher(data);
    while (step.find()) {
      char letter = step.group(1).charAt(0);
      double[] at = numbers(step.group(2));
      int count =
          switch (Character.toLowerCase(letter)) {
            case 'q' -> 4;
            case 'c' -> 6;
            default -> 2;
          };
      if (Character.toLowerCase(letter) == 'z') path.closePath();
      for (int k = 0; k < at.length; k += count) {
        double[] to = Arrays.copyOfRange(at, k, k + count);
        Point2D here = path.getCurrentPoint();
        for (int c = 0; here != null && Character.isLowerCase(letter) && c < count; c += 2) {
          to[c] += here.getX();
          to[c + 1] += here.getY();
        }
        if (Character.toLowerCase(letter) == 'm' && k == 0) path.moveTo(to[0], to[1]);
        else if (count == 2) path.lineTo(to[0], to[1]);
        else if (count == 4) path.quadTo(to[0], to[1], to[2], to[3]);
        else path.curveTo(to[0], to[1], to[2], to[3], to[4], to[5]);
      }
    }
    return path;
  }
}
