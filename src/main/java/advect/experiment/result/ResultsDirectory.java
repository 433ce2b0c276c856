package advect.experiment.result;

import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import advect.file.FileException;
import advect.plot.file.PngFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The place of an experiment's results. It is checked before the work starts; afterwards all files
 * are written beside it, forced to disk and renamed into place together, so that a reader finds the
 * old results or the new ones and never some of each; for the instant between two moves, none.
 */
public final class ResultsDirectory {
  /** A directory with one of these holds results and nothing else. */
  private static final Set<String> MARKS = Set.of("metrics.json", "costs.json");

  private static final List<String> RESULT_FILES =
      List.of(".json", ".png", ".svg", ".gif", ".safetensors");

  /** What was learned. */
  public static final String MODEL = "model.safetensors";

  /** The rows of a table with their log densities. */
  public static final String SCORES = "scores.csv";

  /** The test rows of a table of lowest and highest log density. */
  public static final String EXTREMES = "extremes.csv";

  /** The experiment as {@code advect train} planned it. */
  public static final String PLAN = "plan.yaml";

  /** Results whose ending might as well be that of somebody's own file. */
  private static final Set<String> NAMES = Set.of(SCORES, EXTREMES, PLAN);

  /** Of the first member of an ensemble, or of another. */
  private static final Pattern LOSSES = Pattern.compile("loss(-\\d+)?\\.csv");

  /** About what a run writes: a disk that cannot hold this is noticed before training. */
  private static final int PROBE_BYTES = 1 << 20;

  private final Path path;

  private ResultsDirectory(Path path) {
    this.path = path;
  }

  /** Writes the files of a run. */
  @FunctionalInterface
  public interface Contents {
    /** Writes all files into {@code directory}, which exists and is empty. */
    void writeTo(Path directory) throws IOException;
  }

  /**
   * Results at {@code path}, which may be absent, empty, or hold earlier results.
   *
   * @throws SpecException if it is no place for a directory, or if writing would lose other files
   * @throws FileException if nothing can be written there
   */
  public static ResultsDirectory at(Path path) {
    ResultsDirectory results = new ResultsDirectory(path);
    try {
      results.refuseOtherFiles();
      results.probe();
    } catch (IOException e) {
      throw FileException.unwritable(path, e);
    }
    return results;
  }

  /** As given. */
  public Path path() {
    return path;
  }

  /** A hidden file beside the directory that belongs to it and survives {@link #replace}. */
  public Path companion(String ending) {
    try {
      Path place = place();
      return place.resolveSibling(".%s.%s".formatted(place.getFileName(), ending));
    } catch (IOException e) {
      throw new SpecException(path + ": cannot be read: " + AtomicFile.reason(e), e);
    }
  }

  /**
   * Replaces what is there by {@code contents}.
   *
   * @throws FileException if it cannot be written; earlier results are then as they were
   */
  public void replace(Contents contents) {
    try {
      refuseOtherFiles(); // some may have come while the work went on
      Path place = place();
      try (Stage stage = new Stage(place, inExistingDirectory(place))) {
        contents.writeTo(stage.path());
        keepPictures(place, stage.path());
        stage.moveIntoPlace();
      }
    } catch (UncheckedIOException e) {
      throw FileException.unwritable(path, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FileException.unwritable(path, e);
    }
  }

  /** A picture with the pixels it had keeps its bytes, so that nobody stores it twice. */
  private static void keepPictures(Path before, Path now) throws IOException {
    for (Path picture : list(now)) {
      if (name(picture).endsWith(".png")) PngFile.keep(before.resolve(name(picture)), picture);
    }
  }

  /** The directory itself, where {@code path} may be a link to it. */
  private Path place() throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
  }

  private void refuseOtherFiles() throws IOException {
    if (!Files.exists(path)) return;
    if (!Files.isDirectory(path)) {
      throw new SpecException(path + ": is a file; --out takes a directory");
    }
    List<Path> entries = list(path);
    boolean results = entries.stream().anyMatch(p -> MARKS.contains(name(p)));
    for (Path entry : entries) {
      if (results && isResult(entry)) continue;
      throw new SpecException(
          "%s: holds %s, which is not a result and would be lost; choose another place with --out"
              .formatted(path, entry.getFileName()));
    }
  }

  private static boolean isResult(Path entry) {
    String name = name(entry).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(entry)
        && (NAMES.contains(name)
            || LOSSES.matcher(name).matches()
            || RESULT_FILES.stream().anyMatch(name::endsWith));
  }

  private static String name(Path entry) {
    return entry.getFileName().toString();
  }

  /** Writes and removes a file, and makes no directory for it. */
  private void probe() throws IOException {
    Path probe = AtomicFile.beside(inExistingDirectory(place()), "probe");
    try {
      Files.write(probe, new byte[PROBE_BYTES]);
      AtomicFile.force(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** The name of {@code place} in the nearest directory above it that exists. */
  private Path inExistingDirectory(Path place) {
    Path near = place.getParent();
    while (near != null && !Files.exists(near)) near = near.getParent();
    Path name = place.getFileName();
    if (near == null || name == null) throw noPlace("it is the root of the file system");
    if (!Files.isDirectory(near)) throw noPlace(near + " is a file");
    return near.resolve(name);
  }

  private SpecException noPlace(String reason) {
    return new SpecException(
        "%s: cannot be written: %s; choose another place with --out".formatted(path, reason));
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }
}
