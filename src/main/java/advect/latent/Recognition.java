package advect.latent;

import advect.field.layered.MlpMap;
import advect.latent.cell.Cell;
import java.util.List;

/**
 * How a series becomes what is known of its latent initial state: a recurrent net reads it towards
 * the time of that state.
 *
 * @param cell of the net
 * @param hidden size of its state
 * @param anchor the time t₀ of the latent initial state
 */
public record Recognition(Cell cell, int hidden, Anchor anchor) {
  /** A gated recurrent unit, trained to read up to anywhere. */
  public static Recognition gru(int hidden) {
    return new Recognition(Cell.GRU, hidden, Anchor.anywhere());
  }

  /** The cell's maps, for points of so many numbers. */
  List<MlpMap> maps(int inputs) {
    return cell.maps(inputs, hidden);
  }
}
