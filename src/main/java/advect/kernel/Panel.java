package advect.kernel;

/**
 * Numbers of a shard in field arithmetic, samples by features: one block of values, or K blocks of
 * tangents {@code [tangent 1 | ... | tangent K]}.
 *
 * <p>Features are cut into tiles of {@value #TILE}; in a tile each sample has one row of {@value
 * #TILE} numbers, so every step through memory is a constant that the compiler knows, which is what
 * lets it drop the checks from the loops of a product:
 *
 * <pre>
 *   data[offset + tile · tileStep + (block · height + sample) · TILE + feature % TILE].
 * </pre>
 *
 * <p>Blocks are padded to a multiple of {@value #ROWS} samples. Numbers in the padding are finite
 * and never looked at, apart from cotangents, where they are zero.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Panel<A> {
  /** Features of a tile. */
  static final int TILE = 64;

  /** Samples that a product works on at once. */
  static final int ROWS = 4;

  final A data;
  final int offset;
  final int tileStep;
  final int samples;
  final int blocks;
  final int features;

  Panel(A data, int offset, int tileStep, int samples, int blocks, int features) {
    this.data = data;
    this.offset = offset;
    this.tileStep = tileStep;
    this.samples = samples;
    this.blocks = blocks;
    this.features = features;
  }

  /** Numbers from one tile to the next in a panel of its own. */
  static int tileStep(int samples, int blocks) {
    return blocks * height(samples) * TILE;
  }

  /** Tiles that hold so many features. */
  static int tiles(int features) {
    return (features + TILE - 1) / TILE;
  }

  /** {@code n} or the next multiple of {@code step}. */
  static int roundUp(int n, int step) {
    return (n + step - 1) / step * step;
  }

  private static int height(int samples) {
    return roundUp(samples, ROWS);
  }

  /** Samples of a block with their padding. */
  int height() {
    return height(samples);
  }

  /** Rows of all blocks, a multiple of {@link #ROWS}. */
  int rows() {
    return blocks * height();
  }

  int tiles() {
    return tiles(features);
  }

  /** Where the row of a block begins in a tile. */
  int at(int tile, int block, int row) {
    return offset + tile * tileStep + (block * height() + row) * TILE;
  }

  /** Where a feature of the first row lies. */
  int at(int feature) {
    return offset + feature / TILE * tileStep + feature % TILE;
  }

  /** Samples of a block. */
  public int samples() {
    return samples;
  }

  /** Tangents, or one for values. */
  public int blocks() {
    return blocks;
  }

  /** Features of a sample. */
  public int features() {
    return features;
  }

  /** One feature alone, as a view of the same numbers. */
  public Panel<A> feature(int i) {
    return new Panel<>(data, at(i), tileStep, samples, blocks, 1);
  }
}
