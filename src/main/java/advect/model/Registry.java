package advect.model;

import advect.input.PlainMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The types of one kind of thing that can be stored.
 *
 * <p>Threads: safe to share; a type is known to all threads after {@link #register} returns.
 *
 * @param <T> what all of them are
 */
public final class Registry<T> {
  private static final String TYPE = "type";

  private final String kind;
  private final String call;
  private final Map<String, StorableType<? extends T>> types = new LinkedHashMap<>();

  /**
   * @param kind of thing, for messages
   * @param call how to register a type, for messages
   */
  Registry(String kind, String call) {
    this.kind = kind;
    this.call = call;
  }

  /**
   * Makes a type known, for writing and reading, until the program ends. The same type may be
   * registered again.
   *
   * @throws IllegalArgumentException if its name or its class is another type's
   */
  public synchronized void register(StorableType<? extends T> type) {
    for (StorableType<? extends T> known : types.values()) {
      if (known.equals(type)) return;
      if (known.name().equals(type.name()) || known.type().equals(type.type())) {
        throw new IllegalArgumentException(
            "%s %s is registered already, for %s; register %s by a name of its own, once"
                .formatted(kind, known.name(), known.type().getName(), type.type().getName()));
      }
    }
    types.put(type.name(), type);
  }

  /**
   * A value as a tree: its type's name and its settings.
   *
   * @throws IllegalArgumentException if its class is not registered, with what to call
   */
  public Map<String, Object> write(T value) {
    return write(type(value), value);
  }

  /**
   * The name of a value's type.
   *
   * @throws IllegalArgumentException if its class is not registered, with what to call
   */
  public String name(T value) {
    return type(value).name();
  }

  private static <S> Map<String, Object> write(StorableType<S> type, Object value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(TYPE, type.name());
    type.write().apply(type.type().cast(value)).forEach((key, item) -> put(tree, key, item));
    return tree;
  }

  /**
   * Adds to a tree that was written.
   *
   * @throws IllegalArgumentException if it has the key
   */
  static void put(Map<String, Object> tree, String key, Object item) {
    if (tree.putIfAbsent(key, item) == null) return;
    throw new IllegalArgumentException(
        "%s writes the key %s, which is taken; use another".formatted(tree.get(TYPE), key));
  }

  private synchronized StorableType<? extends T> type(T value) {
    return types.values().stream()
        .filter(type -> type.type().equals(value.getClass()))
        .findFirst()
        .orElseThrow(() -> unregistered(value.getClass()));
  }

  private IllegalArgumentException unregistered(Class<?> type) {
    return new IllegalArgumentException(
        "a %s of type %s cannot be stored; first call %s(new StorableType<>(name, %s.class, write, read))"
            .formatted(kind, type.getName(), call, type.getSimpleName()));
  }

  /**
   * The value of a tree.
   *
   * @throws IllegalArgumentException if its type is not registered, or refuses its settings
   */
  public T read(PlainMap tree) {
    return type(tree).read().apply(tree.without(TYPE));
  }

  private synchronized StorableType<? extends T> type(PlainMap tree) {
    String name = tree.text(TYPE);
    StorableType<? extends T> type = types.get(name);
    if (type != null) return type;
    throw new IllegalArgumentException(
        "%s.%s is %s, which this Advect does not know; use a newer Advect or, if it is a type of your own, first call %s"
            .formatted(tree.path(), TYPE, name, call));
  }
}
