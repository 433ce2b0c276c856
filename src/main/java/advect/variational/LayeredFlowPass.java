package advect.variational;

import advect.gradient.FirstSteps;
import advect.ode.SolveReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One evaluation of a {@link LayeredFlow}. */
final class LayeredFlowPass implements Transport.Pass {
  private final LayeredFlow flow;
  private final int samples;
  private final List<LayerPass> layers = new ArrayList<>();
  private final double[] phi;
  private final double[] phiBar;

  LayeredFlowPass(LayeredFlow flow, int samples) {
    this.flow = flow;
    this.samples = samples;
    for (int k = 0; k < flow.depth(); k++) layers.add(flow.layer().pass(samples));
    phi = new double[flow.depth() * flow.layer().parameterCount() * samples];
    phiBar = new double[phi.length];
  }

  @Override
  public void parameters(double[] theta) {
    if (theta.length != flow.parameterCount()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(flow.parameterCount(), theta.length));
    }
    for (int i = 0; i < theta.length; i++) {
      Arrays.fill(phi, i * samples, (i + 1) * samples, theta[i]);
    }
  }

  @Override
  public SolveReport forward(double[] condition, double[] z, double[] logDet, FirstSteps memory) {
    if (flow.amortized()) System.arraycopy(condition, 0, phi, 0, phi.length);
    Arrays.fill(logDet, 0);
    for (int k = 0; k < layers.size(); k++) layers.get(k).forward(phi, row(k), z, logDet);
    return DIRECT;
  }

  @Override
  public SolveReport backward(
      double[] zbar, double[] logDetBar, double[] conditionBar, double[] thetaBar) {
    for (int k = layers.size() - 1; k >= 0; k--) {
      layers.get(k).backward(phi, row(k), zbar, logDetBar, phiBar);
    }
    if (flow.amortized()) {
      System.arraycopy(phiBar, 0, conditionBar, 0, phiBar.length);
    } else {
      for (int i = 0; i < phiBar.length; i++) thetaBar[i / samples] += phiBar[i];
    }
    return DIRECT;
  }

  private int row(int layer) {
    return layer * flow.layer().parameterCount();
  }
}
