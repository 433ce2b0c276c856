package advect.bench;

/**
 * The five sizes of the fixed work, solved in 20 steps, hence 80 evaluations. The number in the
 * name is the batch.
 *
 * <p>The reference values were computed with PyTorch and torchdiffeq in float64, by its adjoint.
 */
@SuppressWarnings("ImmutableEnumChecker") // a shape is a record of numbers
public enum Workload {
  /** Two dimensions, 3 x 64 units, exact trace, the batch of FFJORD's toy experiments. */
  A100(shape(2, 64, 3, 100, TraceChoice.EXACT), 4.03796472752, 13.6105986246),
  /** The same with 512 samples. */
  A512(shape(2, 64, 3, 512, TraceChoice.EXACT), 4.03282207471, 13.5448945673),
  /** The same with 2048 samples. */
  A2048(shape(2, 64, 3, 2048, TraceChoice.EXACT), 4.03308770061, 13.5410750666),
  /** Eight dimensions, 3 x 256 units, one probe. */
  B512(shape(8, 256, 3, 512, TraceChoice.ONE_PROBE), 12.3276791412, 22.3480341251),
  /** FFJORD's network for MINIBOONE: 43 dimensions, 2 x 860 units, one probe. */
  C1000(shape(43, 860, 2, 1000, TraceChoice.ONE_PROBE), 64.2332758156, 31.0169521922);

  private static final int STEPS = 20;

  private final WorkShape shape;
  private final double loss;
  private final double gradientNorm;

  Workload(WorkShape shape, double loss, double gradientNorm) {
    this.shape = shape;
    this.loss = loss;
    this.gradientNorm = gradientNorm;
  }

  private static WorkShape shape(int dim, int width, int depth, int rows, TraceChoice trace) {
    return new WorkShape(dim, width, depth, rows, trace, STEPS);
  }

  /** How much work it is. */
  public WorkShape shape() {
    return shape;
  }

  /** The mean negative log likelihood that must come out, nats. */
  public double loss() {
    return loss;
  }

  /** The norm of its gradient in all parameters that must come out. */
  public double gradientNorm() {
    return gradientNorm;
  }
}
