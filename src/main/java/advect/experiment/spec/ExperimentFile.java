package advect.experiment.spec;

import advect.input.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An experiment as it was written, before anyone has asked what it is about: {@code study: ...}
 * names what other than a density is learned.
 */
public final class ExperimentFile {
  /** Of experiments that name none. */
  static final long DEFAULT_SEED = 1;

  private static final String STUDY = "study";
  private static final String ENDING = ".yaml";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Node.Mapping root;

  private ExperimentFile(Node.Mapping root) {
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @param settings overrides {@code key.path=value}, the last of equal paths wins
   * @throws SpecException naming file and line if it is not YAML with keys and values
   */
  public static ExperimentFile read(Path file, List<String> settings) {
    try {
      return parse(Files.readString(file), file.toString(), settings);
    } catch (CharacterCodingException e) {
      throw new SpecException(file + ": not a text file in UTF-8; expected YAML", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads YAML text.
   *
   * @param source what errors call the text
   * @param settings as in {@link #read}
   * @throws SpecException naming source and line if it is not YAML with keys and values
   */
  public static ExperimentFile parse(String yaml, String source, List<String> settings) {
    Node node = YamlTree.parse(yaml, source);
    if (node instanceof Node.Empty) {
      throw new SpecException(source + ": is empty; expected at least name: and data:");
    }
    if (!(node instanceof Node.Mapping root)) {
      throw new SpecException(
          source
              + ": must be keys and values such as name: two-moons, but is "
              + node.description());
    }
    for (String setting : settings) root = Setting.parse(setting).applyTo(root);
    return new ExperimentFile(root);
  }

  /** Whether something other than a density is learned. */
  public boolean isStudy() {
    return root.entries().containsKey(STUDY);
  }

  /**
   * What a study is about: one of {@code known}.
   *
   * @throws SpecException if it is none of them
   */
  public String study(List<String> known) {
    String[] all = root.entries().keySet().toArray(String[]::new);
    return Section.root(root, all).choice(STUDY, known, known.get(0));
  }

  /**
   * Opens the file, whose keys are the name, the seed and these.
   *
   * @throws SpecException at a key that is none of them
   */
  public Section section(String... keys) {
    List<String> own = isStudy() ? List.of("name", "seed", STUDY) : List.of("name", "seed");
    return Section.root(root, Stream.concat(own.stream(), Stream.of(keys)).toArray(String[]::new));
  }

  /** The name that an opened file gives the experiment, which can name a directory anywhere. */
  public String name(Section root) {
    String name = root.text("name", "two-moons");
    return root.make(() -> requireName(name));
  }

  /** Requires a name that can name a directory anywhere, and returns it. */
  public static String requireName(String name) {
    Check.that(
        NAME.matcher(name).matches(),
        "name",
        "names the results directory, so it may have letters, digits, dots, dashes and"
            + " underscores only, but is \"%s\"".formatted(name));
    return name;
  }

  /** The seed that an opened file gives the experiment. */
  public long seed(Section root) {
    return root.wholeLong("seed", DEFAULT_SEED);
  }

  private static SpecException unreadable(Path file, IOException cause) {
    if (Files.isDirectory(file)) {
      return new SpecException(file + ": is a directory; expected an experiment file", cause);
    }
    if (Files.exists(file)) {
      return new SpecException(file + ": cannot be read; check its permissions", cause);
    }
    return new SpecException(file + ": no such file" + suggestion(file), cause);
  }

  private static String suggestion(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) return "";
    try (Stream<Path> siblings = Files.list(folder)) {
      List<String> names =
          siblings
              .map(p -> p.getFileName().toString())
              .filter(name -> name.endsWith(ENDING))
              .map(ExperimentFile::withoutEnding)
              .toList();
      return NearestName.of(withoutEnding(file.getFileName().toString()), names)
          .map(near -> "; did you mean %s?".formatted(file.resolveSibling(near + ENDING)))
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String withoutEnding(String name) {
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }
}
