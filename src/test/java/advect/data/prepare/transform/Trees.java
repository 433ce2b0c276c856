package advect.data.prepare.transform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.InputException;
import advect.input.PlainMap;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Transforms as a model's file has them. */
final class Trees {
  private Trees() {}

  /** What another program reads of a transform, through JSON. */
  static ColumnTransform reread(ColumnTransform transform) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<?, ?> text = json.readValue(json.writeValueAsString(transform.tree()), Map.class);
    return ColumnTransform.of(new PlainMap("t", text, "fit it again"));
  }

  /** A tree with another value is refused with a reason. */
  static void assertRefused(Map<String, Object> tree, String key, Object value, String why) {
    Map<String, Object> wrong = new LinkedHashMap<>(tree);
    wrong.put(key, value);
    assertThatThrownBy(() -> ColumnTransform.of(new PlainMap("t", wrong, "fit it again")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(why);
  }
}
