package advect.field.composed;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.PassShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Evaluations of one shape of the pieces of a field that nobody uses at the moment, so that memory
 * does not grow as an evaluation of the field goes from piece to piece.
 */
final class PiecePasses {
  private final List<BoundField> pieces;
  private final List<Deque<FieldPass>> idle = new ArrayList<>();
  private final int samples;
  private final int tangents;

  PiecePasses(List<BoundField> pieces, PassShape of) {
    this.pieces = pieces;
    samples = of.samples();
    tangents = of.tangents();
    for (int i = 0; i < pieces.size(); i++) idle.add(new ArrayDeque<>());
  }

  int pieces() {
    return pieces.size();
  }

  FieldPass borrow(int piece) {
    FieldPass pass = idle.get(piece).poll();
    return pass == null ? pieces.get(piece).pass(samples, tangents) : pass;
  }

  void giveBack(int piece, FieldPass pass) {
    idle.get(piece).push(pass);
  }
}
