package advect.experiment.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records and maps as JSON: keys in their order, words joined by underscores, every number with as
 * few digits as give it back exactly, and no key for a number of a record that is not finite.
 */
public final class Json {
  static final ObjectMapper MAPPER = mapper();

  private Json() {}

  /** The text of a file. */
  public static String file(Object value) {
    return text(MAPPER.writer(layout()), value) + "\n";
  }

  /** The same in one line, without its end. */
  public static String line(Object value) {
    return text(MAPPER.writer(), value);
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is more than JSON can say", e);
    }
  }

  private static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    SimpleModule absentIsNan = new SimpleModule();
    absentIsNan.addDeserializer(double.class, new AbsentIsNan());
    ObjectMapper mapper =
        JsonMapper.builder(factory)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(absentIsNan)
            .build();
    mapper
        .configOverride(double.class)
        .setInclude(
            JsonInclude.Value.construct(
                JsonInclude.Include.CUSTOM, JsonInclude.Include.ALWAYS, NotFinite.class, null));
    return mapper;
  }

  private static DefaultPrettyPrinter layout() {
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(new DefaultIndenter("  ", "\n"));
  }

  /** Equal to the values that are left out; Jackson's way of asking. */
  static final class NotFinite {
    @Override
    public boolean equals(@Nullable Object value) {
      return value instanceof Double d && !Double.isFinite(d);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  private static final class AbsentIsNan extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    private AbsentIsNan() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.getDoubleValue();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
