package advect.model;

import advect.file.FileException;
import advect.flow.ContinuousFlow;
import advect.flow.Flow;
import advect.input.PlainMap;
import advect.safetensors.FileFormat;
import advect.safetensors.JsonText;
import advect.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Models in {@code .safetensors} files.
 *
 * <p>Tensors, all float64: {@code layers.i.weight [out][in]}, {@code bias}, {@code time}, and for
 * concat-squash {@code gate_bias}, {@code gate_time}, each {@code [out]}, or the parameters of
 * another field or transform as it names them, in a chain behind {@code parts.k.}; those of a base,
 * learned or fixed, likewise; {@code standardization.shift}, {@code standardization.scale}, each
 * {@code [dim]}; {@code context.shift} and {@code context.scale} if the density is conditional.
 * Members of an ensemble have all of these, behind {@code members.k.}. Words in {@code
 * __metadata__}, all but the first three as JSON:
 *
 * <ul>
 *   <li>{@code checksum}, {@code format}, {@code format_version}: see {@link FileFormat};
 *   <li>{@code flow}: architecture, base density, and the time at which points have the density;
 *       see {@link StorableTypes};
 *   <li>{@code columns}, {@code preprocessing}, {@code card} as in {@link StoredModel}.
 * </ul>
 *
 * <p>By custom a card has {@code provenance} (seed, digest of the data, versions), {@code config},
 * {@code split} (rows), {@code test} (metrics, nats) and {@code certificates} (named numbers that
 * say how far the others can be trusted), and nothing of the machine.
 *
 * <p>A file has the first version of the format that can hold it, so that earlier programs read it:
 * version 1 an mlp or concat-squash from a standard normal base, version 2 any field and base,
 * version 3 any transform, version 4 an ensemble, and version 5 one of members with weights or of
 * several kinds.
 *
 * <p>Log densities of what is read have the same bits as those of what was written, if both are
 * evaluated with the same settings. Reading executes nothing, and allocates for tensors no more
 * than a few times the bytes that the file has.
 */
public final class ModelFile {
  private static final String NAME = "advect-model";

  /** Each version adds to what files can hold, and changes nothing of those before. */
  private static final List<FileFormat> VERSIONS =
      IntStream.range(0, 5)
          .mapToObj(v -> new FileFormat(NAME, Collections.nCopies(v, UnaryOperator.identity())))
          .toList();

  private static final String DAMAGED =
      "it was damaged or written by a newer Advect, so use that or make the model again";

  private static final String FLOW = "flow";
  private static final String COLUMNS = "columns";
  private static final String PREPROCESSING = "preprocessing";
  private static final String CARD = "card";

  private ModelFile() {}

  /**
   * Replaces {@code file} as a whole or not at all.
   *
   * @throws IllegalArgumentException if the model has a field, base, transform or tree that cannot
   *     be stored; see {@link #requireStorable}
   * @throws FileException if the file cannot be written
   */
  public static void write(Path file, StoredModel model) {
    Map<String, Object> flow = FlowFormat.tree(model.density());
    Map<String, String> words = new LinkedHashMap<>();
    words.put(FLOW, JsonText.of(flow));
    words.put(COLUMNS, JsonText.of(model.columns()));
    words.put(PREPROCESSING, JsonText.of(model.preprocessing()));
    words.put(CARD, JsonText.of(model.card()));
    VERSIONS
        .get(FlowFormat.version(flow) - 1)
        .write(file, new Safetensors(words, FlowFormat.tensors(model.density())));
  }

  /**
   * Does nothing if {@link #write} can store the flow; for callers who would rather know before
   * they train it.
   *
   * @throws IllegalArgumentException naming the class that cannot be stored and what to call
   */
  public static void requireStorable(Flow flow) {
    JsonText.of(FlowFormat.tree(flow));
  }

  /** The same of a continuous flow. */
  public static void requireStorable(ContinuousFlow flow) {
    requireStorable(flow.flow());
  }

  /**
   * Reads what {@link #write} wrote, now or in an earlier version.
   *
   * @return the model, whose density has default settings; choose others by {@link
   *     advect.flow.Density#with} or {@link ContinuousFlow#with}
   * @throws FileException if it cannot be read, is damaged, of another kind, or newer
   */
  public static StoredModel read(Path file) {
    Safetensors contents = VERSIONS.get(VERSIONS.size() - 1).read(file);
    try {
      return new StoredModel(
          FlowFormat.read(
              new PlainMap(FLOW, JsonText.object(contents.word(FLOW)), DAMAGED), contents),
          JsonText.texts(contents.word(COLUMNS)),
          JsonText.object(contents.word(PREPROCESSING)),
          JsonText.object(contents.word(CARD)));
    } catch (IllegalArgumentException e) {
      throw new FileException(file, "cannot be used: " + e.getMessage(), e);
    }
  }
}
