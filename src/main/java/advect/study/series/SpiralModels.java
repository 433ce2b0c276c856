package advect.study.series;

import advect.experiment.spec.Check;
import advect.experiment.spec.Section;
import advect.input.Spelling;
import advect.latent.Anchor;
import advect.latent.LatentOde;
import advect.latent.Recognition;
import advect.latent.RecurrentForecaster;
import advect.latent.cell.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latent ODE and the recurrent net that continue spirals.
 *
 * @param latent dimension of the latent ODE
 * @param hidden units of the encoder and of the recurrent net
 * @param dynamics widths of the hidden layers of the ODE
 * @param decoder widths of those of the decoder
 * @param cell of the encoder
 * @param rnnCell of the recurrent net
 * @param anchor of the latent ODE
 */
record SpiralModels(
    int latent,
    int hidden,
    List<Integer> dynamics,
    List<Integer> decoder,
    Cell cell,
    Cell rnnCell,
    AnchorChoice anchor) {
  private static final SpiralModels DEFAULT =
      new SpiralModels(
          4, 32, List.of(20, 20), List.of(20), Cell.GRU, Cell.GRU, AnchorChoice.ANYWHERE);

  /** Coordinates of a spiral. */
  private static final int DIM = 2;

  /** Where the latent initial state lies. */
  enum AnchorChoice {
    FIRST,
    ANYWHERE
  }

  /** Requires sizes. */
  SpiralModels {
    for (int width : dynamics) Check.between("dynamics", width, 1, 1000);
    for (int width : decoder) Check.between("decoder", width, 1, 1000);
    dynamics = List.copyOf(dynamics);
    decoder = List.copyOf(decoder);
    Check.between("latent", latent, 1, 1000);
    Check.between("hidden", hidden, 1, 1000);
  }

  static SpiralModels read(Section s) {
    return new SpiralModels(
        s.whole("latent", DEFAULT.latent),
        s.whole("hidden", DEFAULT.hidden),
        s.wholes("dynamics", DEFAULT.dynamics),
        s.wholes("decoder", DEFAULT.decoder),
        s.choice("cell", DEFAULT.cell),
        s.choice("rnn-cell", DEFAULT.rnnCell),
        s.choice("anchor", DEFAULT.anchor));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("latent", latent);
    tree.put("hidden", hidden);
    tree.put("dynamics", dynamics);
    tree.put("decoder", decoder);
    tree.put("cell", Spelling.of(cell));
    tree.put("rnn-cell", Spelling.of(rnnCell));
    tree.put("anchor", Spelling.of(anchor));
    return tree;
  }

  LatentOde latentOde() {
    return new LatentOde(
        DIM,
        latent,
        new Recognition(
            cell, hidden, anchor == AnchorChoice.FIRST ? Anchor.first() : Anchor.anywhere()),
        dynamics,
        decoder,
        Spirals.noise());
  }

  RecurrentForecaster recurrent() {
    return new RecurrentForecaster(DIM, rnnCell, hidden, Spirals.noise());
  }
}
