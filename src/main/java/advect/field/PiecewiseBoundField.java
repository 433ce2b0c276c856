package advect.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parameters, tangents and gradients of the pieces of a {@link PiecewiseField}. */
final class PiecewiseBoundField implements BoundField {
  private final List<BoundField> pieces;
  private final ParameterBlocks blocks;
  private final Map<SharedMemory.Shape, PiecePasses> passes = new HashMap<>();

  PiecewiseBoundField(List<BoundField> pieces, ParameterBlocks blocks) {
    this.pieces = pieces;
    this.blocks = blocks;
  }

  @Override
  public int parameterCount() {
    return blocks.total();
  }

  @Override
  public void parameters(double[] theta) {
    if (theta.length != blocks.total()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(blocks.total(), theta.length));
    }
    for (int i = 0; i < pieces.size(); i++) pieces.get(i).parameters(blocks.of(theta, i));
  }

  @Override
  public void tangents(int samples, int count, double[] e) {
    for (BoundField piece : pieces) piece.tangents(samples, count, e);
  }

  @Override
  public FieldPass pass(int samples, int tangents) {
    return new PiecewisePass(
        passes.computeIfAbsent(
            new SharedMemory.Shape(samples, tangents), shape -> new PiecePasses(pieces, shape)));
  }

  /** Those of one piece: a pass has that of no other. */
  @Override
  public long passBytes(int samples, int tangents) {
    return pieces.stream().mapToLong(piece -> piece.passBytes(samples, tangents)).max().orElse(0);
  }

  @Override
  public void drain(double[] total) {
    for (int i = 0; i < pieces.size(); i++) {
      double[] part = blocks.of(total, i);
      pieces.get(i).drain(part);
      blocks.put(part, i, total);
    }
  }

  @Override
  public void discard() {
    for (BoundField piece : pieces) piece.discard();
  }
}
