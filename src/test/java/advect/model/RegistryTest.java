package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.PlainMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private final Registry<Number> numbers = new Registry<>("number", "Numbers.register");

  private static <T> StorableType<T> type(String name, Class<T> type, Function<PlainMap, T> read) {
    return new StorableType<>(name, type, value -> Map.of("value", value), read);
  }

  private static PlainMap tree(Map<String, Object> map) {
    return new PlainMap("n", map, "ask again");
  }

  @Test
  void aValueIsReadByTheTypeThatWroteIt() {
    numbers.register(type("whole", Integer.class, tree -> tree.whole("value")));
    numbers.register(type("real", Double.class, tree -> tree.number("value")));
    Map<String, Object> written = numbers.write(2.5);
    assertThat(written).isEqualTo(Map.of("type", "real", "value", 2.5));
    assertThat(numbers.read(tree(written))).isEqualTo(2.5);
    assertThat(numbers.read(tree(Map.of("type", "whole", "value", 7L)))).isEqualTo(7);
  }

  @Test
  void otherTypesAreRefusedWithTheCallThatRegistersThem() {
    assertThatThrownBy(() -> numbers.write(1.5f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a number of type java.lang.Float cannot be stored; first call "
                + "Numbers.register(new StorableType<>(name, Float.class, write, read))");
    assertThatThrownBy(() -> numbers.read(tree(Map.of("type", "short"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "n.type is short, which this Advect does not know; use a newer Advect or,"
                + " if it is a type of your own, first call Numbers.register");
  }

  @Test
  void namesAndClassesAreRegisteredOnce() {
    StorableType<Integer> whole = type("whole", Integer.class, tree -> tree.whole("value"));
    numbers.register(whole);
    numbers.register(whole); // says nothing new
    assertThatThrownBy(() -> numbers.register(type("whole", Short.class, tree -> (short) 1)))
        .hasMessage(
            "number whole is registered already, for java.lang.Integer;"
                + " register java.lang.Short by a name of its own, once");
    assertThatThrownBy(() -> numbers.register(type("int", Integer.class, tree -> 1)))
        .hasMessageStartingWith("number whole is registered already, for java.lang.Integer");
    for (String name : List.of("", "My", "my field", "-a", "a_b")) {
      assertThatThrownBy(() -> type(name, Short.class, tree -> (short) 1))
          .hasMessageEndingWith(
              "small letters, digits and dashes, like my-field; got '" + name + "'");
    }
  }

  @Test
  void theKeyOfTheNameIsTaken() {
    numbers.register(
        new StorableType<>("whole", Integer.class, value -> Map.of("type", 1), tree -> 1));
    assertThatThrownBy(() -> numbers.write(1))
        .hasMessage("whole writes the key type, which is taken; use another");
  }
}
