package advect.field;

import java.util.List;

/** Parameters, tangents and gradients of the pieces of a {@link PiecewiseField}. */
record PiecewiseBoundField(List<BoundField> pieces, ParameterBlocks blocks) implements BoundField {
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
    return new PiecewisePass(pieces, samples, tangents);
  }

  /** Those of one piece: a pass that is kept for a step of a solve sees no other. */
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
