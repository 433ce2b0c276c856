package advect.flow.transform;

import advect.field.ParameterBlocks;
import advect.ode.SolveReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A {@link Chain} with θ. */
final class BoundChain implements BoundTransform {
  private final Chain chain;
  private final ParameterBlocks blocks;
  private final List<BoundTransform> parts;

  BoundChain(Chain chain) {
    this.chain = chain;
    blocks = chain.blocks();
    parts =
        chain.parts().stream()
            .map(part -> chain.backwards() ? part.inverse() : part)
            .map(Transform::bind)
            .toList();
  }

  @Override
  public void parameters(double[] theta) {
    chain.requireParameters(theta);
    for (int k = 0; k < parts.size(); k++) parts.get(k).parameters(blocks.of(theta, k));
  }

  @Override
  public TransformPass pass(int samples) {
    return new Pass(samples);
  }

  @Override
  public RowMove rowMove(int seats) {
    return new Rows(seats);
  }

  /**
   * A part in its place.
   *
   * @param number of the part, in the order of θ
   * @param solve the number of its first solve, in the order of the parts
   * @param context what it is given of the chain's context
   */
  private record Link<M>(int number, M move, int solve, Slice context) {}

  /** Numbers of a context that a part takes, {@code [rows][samples]} from a row on. */
  private record Slice(int from, int to, boolean all) {
    double[] of(double[] context) {
      return all ? context : Arrays.copyOfRange(context, from, to);
    }

    void add(double[] part, double[] total) {
      if (part == total) return;
      for (int i = from; i < to; i++) total[i] += part[i - from];
    }
  }

  /** The parts in the order in which they move samples. */
  private <M> List<Link<M>> links(int samples, List<M> moves) {
    List<Link<M>> links = new ArrayList<>();
    int row = 0;
    int solve = 0;
    for (int k = 0; k < parts.size(); k++) {
      int rows = chain.parts().get(k).contextDim();
      boolean all = !chain.splitsContext() && rows > 0;
      int end = chain.splitsContext() ? row + rows : 0;
      int start = chain.splitsContext() ? row : 0;
      Slice slice = new Slice(start * samples, end * samples, all);
      Link<M> link = new Link<>(k, moves.get(k), solve, slice);
      links.add(chain.backwards() ? 0 : k, link);
      row += rows;
      solve += chain.parts().get(k).solves();
    }
    return links;
  }

  /** Rows go from part to part; those that a part gives up go no further. */
  private final class Rows implements RowMove {
    private final List<RowMove> moves;

    Rows(int seats) {
      moves = parts.stream().map(part -> part.rowMove(seats)).toList();
    }

    @Override
    public SolveReport[] forward(Samples samples, int firstRow, BooleanSupplier stop) {
      SolveReport[] reports = RowMove.direct(samples.count());
      List<Link<RowMove>> links = links(samples.count(), moves);
      boolean[] gone = new boolean[reports.length];
      for (Link<RowMove> link : links) {
        Samples part = samples.withContext(link.context().of(samples.context()));
        SolveReport[] next = forward(link.move(), part, gone, firstRow, stop);
        for (int i = 0; i < reports.length; i++) {
          if (gone[i]) continue;
          reports[i] = reports[i].then(next[i]);
          gone[i] = !reports[i].reachedEnd();
        }
      }
      return reports;
    }

    /** Rows keep their places, by which they may be told apart: those that are gone are NaN. */
    private static SolveReport[] forward(
        RowMove move, Samples samples, boolean[] gone, int firstRow, BooleanSupplier stop) {
      for (int i = 0; i < gone.length; i++) if (gone[i]) samples.lose(i);
      return move.forward(samples, firstRow, stop);
    }
  }

  private final class Pass implements TransformPass {
    private final List<Link<TransformPass>> links;

    Pass(int samples) {
      links = links(samples, parts.stream().map(part -> part.pass(samples)).toList());
    }

    @Override
    public SolveReport forward(Samples samples, Turn turn) {
      SolveReport report = TransformPass.DIRECT;
      for (Link<TransformPass> link : links) {
        Samples part = samples.withContext(link.context().of(samples.context()));
        Turn own = turn.part(link.solve(), chain.parts().get(link.number()).solves());
        report = report.then(link.move().forward(part, own));
        if (!report.reachedEnd()) return report;
      }
      return report;
    }

    @Override
    public SolveReport backward(Samples bar, double[] thetaBar) {
      SolveReport report = TransformPass.DIRECT;
      for (int i = links.size() - 1; i >= 0; i--) {
        Link<TransformPass> link = links.get(i);
        double[] contextBar = zeros(link.context(), bar);
        double[] partBar = new double[blocks.sizes().get(link.number())];
        report = report.then(link.move().backward(bar.withContext(contextBar), partBar));
        if (!report.reachedEnd()) return report;
        blocks.add(partBar, link.number(), thetaBar);
        link.context().add(contextBar, bar.context());
      }
      return report;
    }

    /**
     * Where a part's cotangent of its context is summed: the chain's own, if all parts share it.
     */
    private double[] zeros(Slice slice, Samples bar) {
      return slice.all() ? bar.context() : new double[slice.to() - slice.from()];
    }
  }
}
