package advect.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir private Path dir;

  @Test
  void whatIsReadIsWhatWasWritten() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("odd floats", Tensor.of(new float[] {1, Float.NaN, -0f}, 3));
    tensors.put("d", Tensor.of(new double[] {Math.PI, Double.MIN_VALUE, 0, -1, 2, 3}, 2, 3));
    tensors.put("i", Tensor.of(new int[] {Integer.MIN_VALUE, 7}, 1, 2, 1));
    tensors.put("l", Tensor.of(new long[] {Long.MAX_VALUE}));
    tensors.put("nothing", Tensor.of(new double[0], 0, 5));
    Map<String, String> words = Map.of("a \"quoted\" key", "ä\n\u0001 β");
    Path file = dir.resolve("x");
    new Safetensors(words, tensors).write(file);
    Safetensors back = Safetensors.read(file);
    assertThat(back.metadata()).isEqualTo(words);
    assertThat(back.tensors()).containsOnlyKeys(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertThat(back.tensor(name).type()).isEqualTo(tensor.type());
          assertThat(back.tensor(name).shape()).isEqualTo(tensor.shape());
          assertThat(back.tensor(name).bytes()).isEqualTo(tensor.bytes());
        });
    assertThat(back.doubles("d", 2, 3)).containsExactly(Math.PI, Double.MIN_VALUE, 0, -1, 2, 3);
    assertThat(back.doubles("odd floats", 3)).containsExactly(1, Double.NaN, -0.0);
    assertThat(back.longs("i", 1, 2, 1)).containsExactly(Integer.MIN_VALUE, 7);
    assertThatThrownBy(() -> back.doubles("d", 3, 2))
        .hasMessage("tensor d has shape [2, 3], expected [3, 2]");
    assertThatThrownBy(() -> back.doubles("l")).hasMessage("expected F64 or F32, got I64");
  }

  /** Bytes as the format's description has them, put together here by hand. */
  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Path file = dir.resolve("x");
    new Safetensors(Map.of("k", "v"), Map.of("t", Tensor.of(new int[] {1, 258}, 2))).write(file);
    String header =
        "{\"__metadata__\":{\"k\":\"v\"},\"t\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    String padded = header + " ".repeat((8 - header.length() % 8) % 8);
    ByteBuffer expected = ByteBuffer.allocate(16 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8));
    expected.put(new byte[] {1, 0, 0, 0, 2, 1, 0, 0});
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void wideNumbersComeFirstSoThatAllAreAligned() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Tensor.of(new float[] {1}, 1));
    tensors.put("b", Tensor.of(new double[] {1}, 1));
    Path file = dir.resolve("x");
    new Safetensors(Map.of(), tensors).write(file);
    ByteBuffer start = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(start.getLong() % 8).isZero();
    assertThat(Safetensors.read(file).tensors().keySet()).containsExactly("b", "a");
  }

  /** Sixteen bytes of data follow each header. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"t":{"dtype":"F64","shape":[2],"data_offsets":[0,16],}} | its header is not readable
          []                                                      | its header does not run from { to }
          {"t":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},"t":{"dtype":"F64","shape":[0],"data_offsets":[0,0]}} | Duplicate field 't'
          {"t":{"dtype":"BF16","shape":[8],"data_offsets":[0,16]}} | tensor t holds numbers of kind BF16; expected one of [F64, F32, I64, I32]
          {"t":{"dtype":"F64","shape":[3],"data_offsets":[0,16]}} | tensor t of shape [3] needs 24 bytes, but its data_offsets 0 to 16 hold 16
          {"t":{"dtype":"F64","shape":[-2],"data_offsets":[0,16]}} | shape of tensor t has -2
          {"t":{"dtype":"F64","shape":[4611686018427387904,4],"data_offsets":[0,16]}} | tensor t has an absurd shape
          {"t":{"dtype":"F64","shape":[99999999999999999999],"data_offsets":[0,16]}} | its header is not readable
          {"t":{"dtype":"F64","shape":[NaN],"data_offsets":[0,16]}} | its header is not readable
          {"t":{"dtype":"F64","shape":[2.0],"data_offsets":[0,16]}} | shape of tensor t must be whole numbers
          {"t":{"dtype":"F64","shape":2,"data_offsets":[0,16]}} | shape of tensor t must be a list
          {"t":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"u":{"dtype":"F64","shape":[1],"data_offsets":[4,12]}} | tensor u begins at byte 4 of the data, expected 8
          {"t":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}} | tensor t begins at byte 8 of the data, expected 0
          {"t":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}} | its tensors fill 8 bytes, but 16 follow the header
          {"t":{"dtype":"F64","shape":[1000000000],"data_offsets":[0,8000000000]}} | tensor t is larger than 2 GiB
          {"t":{"dtype":"F64","shape":[100000000],"data_offsets":[0,800000000]}} | its tensors fill 800000000 bytes, but 16 follow
          {"t":{"dtype":"F64","shape":[2],"data_offsets":[16,0]}} | tensor t of shape [2] needs 16 bytes
          {"t":{"dtype":"F64","shape":[2],"data_offsets":[-16,0]}} | data_offsets of tensor t has -16
          {"t":{"dtype":"F64","shape":[2],"data_offsets":[0,16,16]}} | data_offsets of tensor t is too long
          {"t":{"dtype":"F64","shape":[2],"data_offsets":[0]}} | tensor t needs dtype, shape and two data_offsets
          {"t":{"dtype":"F64","shape":[2],"data_offsets":[0,16],"code":1}} | tensor t has a key code
          {"t":{"dtype":"F64","shape":[0,9223372036854775807],"data_offsets":[0,0]}} | tensor t is larger than 2 GiB
          {"__metadata__":{"a":1}} | __metadata__.a must be a text
          {"__metadata__":{"a":{"b":"c"}}} | __metadata__.a must be a text
          """)
  void aHostileHeaderIsASentence(String header, String sentence) throws IOException {
    assertRefused(withHeader(header, 16), sentence);
  }

  @Test
  void soIsADeepOne() throws IOException {
    String deep = "{\"t\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertRefused(withHeader(deep, 0), "tensor t must be an object");
    String words = "{\"__metadata__\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_001);
    assertRefused(withHeader(words, 0), "__metadata__.a must be a text");
  }

  @Test
  void lengthsBeyondTheFileAreRefused() throws IOException {
    for (long length : new long[] {-1, Long.MIN_VALUE, 1, 1000, 1L << 40}) {
      ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertRefused(bytes.array(), "its header claims " + Long.toUnsignedString(length));
    }
    assertRefused(new byte[5], "has 5 bytes");
    assertRefused(withHeader("{" + " ".repeat(HeaderBytes.LIMIT) + "}", 0), "at most 8000000");
    byte[] latin = withHeader("{\"?\":1}", 0);
    latin[10] = (byte) 0xe4;
    assertRefused(latin, "its header is not text in UTF-8");
  }

  @Test
  void aFileThatIsNotThereIsASentence() {
    assertThatThrownBy(() -> Safetensors.read(dir.resolve("none")))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith("none does not exist");
  }

  @Test
  void onlyWhatFitsTheShapeIsATensor() {
    assertThatThrownBy(() -> Tensor.of(new double[5], 2, 3))
        .hasMessage("5 values do not fill the shape [2, 3]");
    assertThatThrownBy(() -> Tensor.of(new double[6], -2, -3)).hasMessageContaining("[-2, -3]");
  }

  @Test
  void treesComeBackAsTheyWere() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", List.of(1L, 0.1, true, "x", Map.of()));
    tree.put("a", Map.of("b", Long.MIN_VALUE));
    assertThat(JsonText.object(JsonText.of(tree))).isEqualTo(tree);
    assertThatThrownBy(() -> JsonText.of(Map.of("a", Map.of("b", Double.NaN))))
        .hasMessage("a.b is NaN, which JSON cannot hold; leave it out");
    assertThatThrownBy(() -> JsonText.of(Map.of("a", new Object())))
        .hasMessageStartingWith("a is java.lang.Object; expected maps");
    assertThatThrownBy(() -> JsonText.object("[".repeat(1000))).hasMessageContaining("JSON");
    assertThatThrownBy(() -> JsonText.object("{\"a\":1,\"a\":2}"))
        .hasMessageContaining("Duplicate");
    assertThatThrownBy(() -> JsonText.object("null")).hasMessage("expected an object, got null");
    assertThatThrownBy(() -> JsonText.object("{} {}")).hasMessageContaining("railing");
    assertThatThrownBy(() -> JsonText.texts("[1]")).hasMessageContaining("which has 1");
  }

  private void assertRefused(byte[] bytes, String sentence) throws IOException {
    Path file = Files.write(dir.resolve("bad"), bytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(sentence);
  }

  private static byte[] withHeader(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes);
    return bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array();
  }
}
