package advect.field.composed;

import static java.util.Objects.requireNonNull;

import advect.field.FieldPass;
import org.jspecify.annotations.Nullable;

/** An evaluation of a {@link PiecewiseField}: one of whichever piece its time lies in. */
final class PiecewisePass implements FieldPass {
  /** A boundary is the beginning of a piece, whichever way its time was rounded. */
  private static final double ROUNDING = 1e-9;

  private final PiecePasses passes;
  private int piece;
  private @Nullable FieldPass current;

  PiecewisePass(PiecePasses passes) {
    this.passes = passes;
  }

  @Override
  public void forward(double[] t, double[] z, double[] f, double[] je) {
    FieldPass pass = at(piece(t[0]));
    for (double time : t) {
      if (piece(time) != piece) {
        throw new IllegalArgumentException(
            "expected times of one piece, got %s and %s of %d pieces"
                .formatted(t[0], time, passes.pieces()));
      }
    }
    pass.forward(t, z, f, je);
  }

  private FieldPass at(int wanted) {
    FieldPass pass = current;
    if (pass != null && piece == wanted) return pass;
    if (pass != null) passes.giveBack(piece, pass);
    pass = passes.borrow(wanted);
    piece = wanted;
    current = pass;
    return pass;
  }

  private int piece(double t) {
    double place = Math.floor(t * passes.pieces() + ROUNDING);
    return (int) Math.max(0, Math.min(passes.pieces() - 1.0, place));
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
