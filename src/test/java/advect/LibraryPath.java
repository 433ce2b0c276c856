package advect;

import advect.flow.ContinuousFlow;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The class path of a project that depends on Advect and on nothing else. */
final class LibraryPath {
  private LibraryPath() {}

  /** Advect's classes and the libraries that come along. */
  static List<Path> entries() throws Exception {
    List<Path> entries = new ArrayList<>(libraries());
    entries.add(classes());
    return entries;
  }

  /** The directory of Advect's classes. */
  static Path classes() throws Exception {
    return Path.of(
        ContinuousFlow.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** The libraries that come along, found among those of the tests. */
  static List<Path> libraries() throws Exception {
    List<Path> all =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    List<Path> libraries = new ArrayList<>();
    for (String name : DependencyTree.read().required()) {
      String artifact = name.substring(name.indexOf(':') + 1);
      libraries.addAll(
          all.stream()
              .filter(p -> p.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
              .toList());
    }
    return libraries;
  }

  /** Entries as the words for {@code -cp}. */
  static String joined(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }

  /** Loads classes from these entries and the JDK, and from nowhere else. */
  static URLClassLoader loader(List<Path> entries) throws MalformedURLException {
    URL[] urls = new URL[entries.size()];
    for (int i = 0; i < urls.length; i++) urls[i] = entries.get(i).toUri().toURL();
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }
}
