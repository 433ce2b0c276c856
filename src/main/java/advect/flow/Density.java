package advect.flow;

import advect.parallel.Parallelism;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A density on R^dim that scores rows and is drawn from: that of one flow, or a weighted mean of
 * several.
 *
 * <p>Matrices are {@code [rows][dim]}, a row a sample; log densities in nats, in the units of the
 * data. Results are the same for any number of threads. Methods that move points throw what {@link
 * FlowDensity} says.
 */
public sealed interface Density permits FlowDensity, Ensemble {
  /** The flows whose mean it is; of one flow, itself. */
  List<FlowDensity> members();

  /** What each member counts for, in proportion. */
  List<Double> weights();

  /** Whether rows have a {@link FlowPoints#spread}: two members or more are flows with a map. */
  default boolean hasSpread() {
    return members().stream().filter(member -> !member.flow().isBase()).count() > 1;
  }

  /** Whether any member solves an ODE to score or to draw. */
  default boolean solves() {
    return members().stream().anyMatch(member -> member.flow().transform().solves() > 0);
  }

  /** Dimension of the data. */
  int dim();

  /** Numbers that a row's density is conditional on; 0 for a density that is not conditional. */
  int contextDim();

  /** Shards and threads. */
  Parallelism parallelism();

  /** The same density, whose solves, if there are any, are done otherwise. */
  Density with(FlowSettings settings);

  /** The same density in other shards or on other threads. */
  Density withParallelism(Parallelism value);

  /** log p of every row. */
  double[] logDensity(DMatrixRMaj x);

  /** The same with error bars; see {@link FlowDensity#logDensityWithError}. */
  FlowPoints logDensityWithError(DMatrixRMaj x);

  /** {@code n} draws, a function of n, seed and settings. */
  DMatrixRMaj sample(int n, long seed);

  /** The first rows of a block of draws; see {@link FlowDensity#sampleBlock}. */
  DMatrixRMaj sampleBlock(long block, int rows, long seed);

  /** A session that scores and draws again and again, and must be closed. */
  Scorer scorer();
}
