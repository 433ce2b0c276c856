package advect.field.composed;

import advect.field.BoundField;
import advect.field.FieldPass;
import java.util.Arrays;

/** Parameters, tangents and gradient of a {@link HyperField}. */
final class HyperBoundField implements BoundField {
  private final HyperField field;
  private final BoundField hyper;
  private final BoundField net;

  HyperBoundField(HyperField field, BoundField hyper, BoundField net) {
    this.field = field;
    this.hyper = hyper;
    this.net = net;
  }

  @Override
  public int parameterCount() {
    return hyper.parameterCount();
  }

  @Override
  public void parameters(double[] theta) {
    hyper.parameters(theta);
  }

  @Override
  public void tangents(int samples, int count, double[] e) {
    net.tangents(samples, count, e);
  }

  /** The net has the weights of one time. */
  @Override
  public boolean sharesTime() {
    return true;
  }

  @Override
  public FieldPass pass(int samples, int tangents) {
    return new Pass(samples, tangents);
  }

  @Override
  public long passBytes(int samples, int tangents) {
    return net.passBytes(samples, tangents)
        + hyper.passBytes(1, 0)
        + 2L * net.parameterCount() * Double.BYTES;
  }

  @Override
  public void drain(double[] total) {
    hyper.drain(total);
  }

  @Override
  public void discard() {
    hyper.discard();
  }

  /** The net is bound to the weights of one time after another, whichever pass is at work. */
  private final class Pass implements FieldPass {
    private static final double[] NONE = {};

    private final FieldPass weigh = hyper.pass(1, 0);
    private final FieldPass evaluate;
    private final double[] time = new double[1];
    private final double[] weights = new double[net.parameterCount()];
    private final double[] weightsBar = new double[weights.length];

    Pass(int samples, int tangents) {
      evaluate = net.pass(samples, tangents);
    }

    @Override
    public void forward(double[] t, double[] z, double[] f, double[] je) {
      for (double other : t) {
        if (other != t[0]) {
          throw new IllegalArgumentException(
              "samples of a hypernetwork's field must share their time, got %s and %s"
                  .formatted(t[0], other));
        }
      }
      time[0] = t[0];
      weigh.forward(time, time, weights, NONE);
      field.scaleUnits(weights);
      net.parameters(weights);
      evaluate.forward(t, z, f, je);
    }

    @Override
    public void backward(double[] fbar, double[] jebar, double[] zbar) {
      net.parameters(weights);
      evaluate.backward(fbar, jebar, zbar);
    }

    @Override
    public void timeCotangent(double[] tbar) {
      throw new UnsupportedOperationException("a hypernetwork's field has no cotangent of time");
    }

    @Override
    public void accumulate(double weight) {
      evaluate.accumulate(weight);
      Arrays.fill(weightsBar, 0);
      net.drain(weightsBar);
      field.scaleUnits(weightsBar);
      weigh.backward(weightsBar, NONE, time.clone());
      weigh.accumulate(1);
    }
  }
}
