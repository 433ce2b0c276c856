package advect.field;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluation of a {@link PiecewiseField}: one of whichever piece its time lies in. */
final class PiecewisePass implements FieldPass {
  /** A boundary is the beginning of a piece, whichever way its time was rounded. */
  private static final double ROUNDING = 1e-9;

  private final List<BoundField> pieces;
  private final @Nullable FieldPass[] passes;
  private final int samples;
  private final int tangents;
  private @Nullable FieldPass current;

  PiecewisePass(List<BoundField> pieces, int samples, int tangents) {
    this.pieces = pieces;
    this.samples = samples;
    this.tangents = tangents;
    passes = new FieldPass[pieces.size()];
  }

  @Override
  public void forward(double[] t, double[] z, double[] f, double[] je) {
    int piece = piece(t[0]);
    for (double time : t) {
      if (piece(time) != piece) {
        throw new IllegalArgumentException(
            "expected times of one piece, got %s and %s of %d pieces"
                .formatted(t[0], time, pieces.size()));
      }
    }
    FieldPass pass = passes[piece];
    if (pass == null) {
      pass = pieces.get(piece).pass(samples, tangents);
      passes[piece] = pass;
    }
    current = pass;
    pass.forward(t, z, f, je);
  }

  private int piece(double t) {
    int last = pieces.size() - 1;
    return (int) Math.max(0, Math.min(last, Math.floor(t * pieces.size() + ROUNDING)));
  }

  @Override
  public void backward(double[] fbar, double[] jebar, double[] zbar) {
    requireNonNull(current).backward(fbar, jebar, zbar);
  }

  @Override
  public void timeCotangent(double[] tbar) {
    requireNonNull(current).timeCotangent(tbar);
  }

  @Override
  public void accumulate(double weight) {
    requireNonNull(current).accumulate(weight);
  }
}
