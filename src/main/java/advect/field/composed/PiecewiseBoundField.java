package advect.field.composed;

import advect.field.BoundField;
import advect.field.BoundMaps;
import advect.field.FieldPass;
import advect.field.PassShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parameters, tangents and gradients of the pieces of a {@link PiecewiseField}. */
final class PiecewiseBoundField implements BoundField {
  private final BoundMaps pieces;
  private final Map<PassShape, PiecePasses> passes = new HashMap<>();

  PiecewiseBoundField(BoundMaps pieces) {
    this.pieces = pieces;
  }

  @Override
  public int parameterCount() {
    return pieces.blocks().total();
  }

  @Override
  public void parameters(double[] theta) {
    pieces.parameters(theta);
  }

  @Override
  public void tangents(int samples, int count, double[] e) {
    for (BoundField piece : all()) piece.tangents(samples, count, e);
  }

  @Override
  public int contextDim() {
    return pieces.get(0).contextDim();
  }

  @Override
  public void context(int samples, double[] c) {
    for (BoundField piece : all()) piece.context(samples, c);
  }

  /** All pieces have the same context, so its cotangent is the sum of theirs. */
  @Override
  public void drainContext(int samples, double[] total) {
    for (BoundField piece : all()) piece.drainContext(samples, total);
  }

  /** An evaluation is one of a single piece. */
  @Override
  public boolean sharesTime() {
    return true;
  }

  @Override
  public FieldPass pass(int samples, int tangents) {
    return new PiecewisePass(
        passes.computeIfAbsent(
            new PassShape(samples, tangents), shape -> new PiecePasses(all(), shape)));
  }

  /** Those of one piece: a pass has that of no other. */
  @Override
  public long passBytes(int samples, int tangents) {
    return all().stream().mapToLong(piece -> piece.passBytes(samples, tangents)).max().orElse(0);
  }

  @Override
  public void drain(double[] total) {
    pieces.drain(total);
  }

  @Override
  public void discard() {
    pieces.discard();
  }

  private List<BoundField> all() {
    return pieces.first(pieces.count());
  }
}
