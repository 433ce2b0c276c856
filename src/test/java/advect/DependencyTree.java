package advect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The libraries of Advect as {@code group:artifact}, by the tree that Maven leaves in {@code
 * target} before the tests.
 *
 * <p>The tree also has what Maven passed over for another version or scope, such as a JUnit that a
 * library brings along and the tests have anyway. A project that depends on Advect would get it, so
 * it counts here.
 */
final class DependencyTree {
  private static final Path FILE = Path.of("target", "dependencies.txt");

  /** As in {@code | +- (group:artifact:jar:version:scope - omitted for …)}. */
  private static final Pattern LINE =
      Pattern.compile("([|+\\\\ -]*)\\(?([^:]+:[^:]+):[^ )]*?(:test)?([ )].*)?");

  private static final int INDENT = 3;

  /** What each library brings along itself. */
  private final Map<String, Set<String>> children = new HashMap<>();

  /** What pom.xml names, but for tests. */
  private final Set<String> named = new TreeSet<>();

  private DependencyTree() {}

  /** The tree of this build. */
  static DependencyTree read() throws IOException {
    DependencyTree tree = new DependencyTree();
    List<String> path = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) throw new IOException("%s has the line %s".formatted(FILE, line));
      int depth = matcher.group(1).length() / INDENT;
      String name = matcher.group(2);
      path.subList(depth, path.size()).clear();
      path.add(name);
      if (depth == 1 && matcher.group(3) == null) tree.named.add(name);
      if (depth > 1) {
        tree.children.computeIfAbsent(path.get(depth - 1), n -> new TreeSet<>()).add(name);
      }
    }
    return tree;
  }

  /** What pom.xml calls optional: a user who wants it names it as well. */
  static Set<String> optional() throws Exception {
    Set<String> optional = new TreeSet<>();
    String dependency = "/project/dependencies/dependency[optional='true']/";
    List<String> groups = Pom.texts(dependency + "groupId");
    List<String> artifacts = Pom.texts(dependency + "artifactId");
    for (int i = 0; i < groups.size(); i++) optional.add(groups.get(i) + ":" + artifacts.get(i));
    return optional;
  }

  /** What comes along with Advect. */
  Set<String> required() throws Exception {
    Deque<String> left = new ArrayDeque<>(named);
    left.removeAll(optional());
    Set<String> required = new TreeSet<>();
    while (!left.isEmpty()) {
      String name = left.remove();
      if (required.add(name)) left.addAll(children.getOrDefault(name, Set.of()));
    }
    return required;
  }
}
