package advect.flow;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.dynamics.Directions;
import advect.flow.dynamics.Trace;
import advect.kernel.Activation;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A case computed by an independent program; panels are turned to {@code [feature][sample]}. */
final class GoldenCase {
  private final JsonNode json;

  private GoldenCase(JsonNode json) {
    this.json = json;
  }

  static GoldenCase read(String name) throws IOException {
    try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new GoldenCase(new ObjectMapper().readTree(in));
    }
  }

  /** Values below a section, such as {@code at("field", "f")}. */
  JsonNode at(String section, String key) {
    return json.get(section).get(key);
  }

  double number(String key) {
    return json.get(key).asDouble();
  }

  int dim() {
    return json.get("dims").get(0).asInt();
  }

  int batch() {
    return json.get("batch").asInt();
  }

  VectorField field() {
    List<Integer> hidden = new ArrayList<>();
    JsonNode dims = json.get("dims");
    for (int i = 1; i < dims.size() - 1; i++) hidden.add(dims.get(i).asInt());
    Activation activation =
        Activation.valueOf(json.get("activation").asText().toUpperCase(Locale.ROOT));
    return switch (json.get("layer_type").asText()) {
      case "concat" -> new Mlp(dim(), hidden, activation);
      case "ignore" -> new Mlp(dim(), hidden, activation, TimeInput.NONE);
      default -> new ConcatSquash(dim(), hidden, activation);
    };
  }

  Directions directions() {
    int samples = batch();
    if (json.get("trace").asText().equals("exact")) {
      return new Trace.Exact()
          .directions(dim(), new Shard(0, 0, samples), new RandomStreams(0).stream(NONE));
    }
    return new Directions(dim(), samples, 1, 1, panel(json.get("noise")));
  }

  private static final RandomStreams.Purpose NONE = RandomStreams.Purpose.TRACE;

  double[] x() {
    return panel(json.get("x"));
  }

  double[] theta() {
    JsonNode params = json.get("params");
    List<double[]> data = new ArrayList<>();
    params.forEach(p -> data.add(numbers(p.get("data"))));
    return inOurOrder(data);
  }

  /** A list of arrays in the file's parameter order, as one vector in ours. */
  double[] parameters(JsonNode arrays) {
    List<double[]> data = new ArrayList<>();
    arrays.forEach(a -> data.add(numbers(a)));
    return inOurOrder(data);
  }

  private double[] inOurOrder(List<double[]> data) {
    return switch (json.get("layer_type").asText()) {
      case "concat" -> concat(data);
      case "ignore" -> join(data);
      default -> squash(data);
    };
  }

  /** Per layer [time column | W], b becomes W, b, time column. */
  private static double[] concat(List<double[]> data) {
    List<double[]> ours = new ArrayList<>();
    for (int layer = 0; layer < data.size(); layer += 2) {
      int out = data.get(layer + 1).length;
      int in = data.get(layer).length / out - 1;
      double[] w = new double[in * out];
      double[] c = new double[out];
      for (int o = 0; o < out; o++) {
        c[o] = data.get(layer)[o * (in + 1)];
        System.arraycopy(data.get(layer), o * (in + 1) + 1, w, o * in, in);
      }
      ours.addAll(List.of(w, data.get(layer + 1), c));
    }
    return join(ours);
  }

  /** Per layer W, b, hb, gw, gb becomes W, b, gb, gw, hb. */
  private static double[] squash(List<double[]> data) {
    List<double[]> ours = new ArrayList<>();
    for (int i = 0; i < data.size(); i += 5) {
      for (int j : new int[] {0, 1, 4, 3, 2}) ours.add(data.get(i + j));
    }
    return join(ours);
  }

  private static double[] join(List<double[]> parts) {
    return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  /** {@code [row][column]} to a panel {@code [column][row]}. */
  static double[] panel(JsonNode rows) {
    int n = rows.size();
    int d = rows.get(0).size();
    double[] panel = new double[n * d];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) panel[j * n + i] = rows.get(i).get(j).asDouble();
    }
    return panel;
  }

  static double[] numbers(JsonNode array) {
    List<Double> values = new ArrayList<>();
    collect(array, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode node, List<Double> values) {
    if (node.isArray()) node.forEach(child -> collect(child, values));
    else values.add(node.asDouble());
  }
}
