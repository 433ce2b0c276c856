package advect.flow.transform;

import advect.ode.SolveReport;
import java.util.Arrays;

/** An {@link Elementary} map with φ. */
final class BoundElementary implements BoundTransform {
  private final Elementary map;
  private double[] theta;

  BoundElementary(Elementary map) {
    this.map = map;
    theta = new double[map.parameterCount()];
  }

  @Override
  public void parameters(double[] theta) {
    map.requireParameters(theta);
    this.theta = theta.clone();
  }

  @Override
  public TransformPass pass(int samples) {
    return new Forward(samples);
  }

  /** The inverse of the same map, with the same φ. */
  TransformPass inverse(int samples) {
    return new Backward(samples);
  }

  /** What both directions have in common. */
  private abstract class Pass implements TransformPass {
    final ElementaryPass pass;
    final double[] phiBar;
    private final int samples;
    private final double[] shared;
    private double[] phi;

    Pass(int samples) {
      this.samples = samples;
      pass = map.evaluate(samples);
      shared = new double[map.amortized() ? 0 : map.size() * samples];
      phiBar = new double[map.size() * samples];
      phi = shared;
    }

    /** φ of each sample, {@code [size][samples]}, fixed until the next call. */
    double[] fixPhi(Samples moved) {
      if (map.amortized()) {
        phi = moved.context().clone();
      } else {
        for (int i = 0; i < theta.length; i++) {
          Arrays.fill(shared, i * samples, (i + 1) * samples, theta[i]);
        }
      }
      return phi;
    }

    double[] phi() {
      return phi;
    }

    /** Hands on the cotangent of φ. */
    void addPhiBar(Samples bar, double[] thetaBar) {
      if (map.amortized()) {
        for (int i = 0; i < phiBar.length; i++) bar.context()[i] += phiBar[i];
      } else {
        for (int i = 0; i < phiBar.length; i++) thetaBar[i / samples] += phiBar[i];
      }
    }
  }

  private final class Forward extends Pass {
    Forward(int samples) {
      super(samples);
    }

    @Override
    public SolveReport forward(Samples samples, Turn turn) {
      pass.forward(fixPhi(samples), samples.z(), samples.logDet());
      return DIRECT;
    }

    @Override
    public SolveReport backward(Samples bar, double[] thetaBar) {
      pass.backward(phi(), bar.z(), bar.logDet(), phiBar);
      addPhiBar(bar, thetaBar);
      return DIRECT;
    }
  }

  /**
   * With y = T(x; φ) and a loss of x and ℓ = -log |det ∂T/∂x|: the cotangents x̄ and ℓ̄ become g =
   * x̄ - ℓ̄ ∂log|det|/∂x, then ȳ = J⁻ᵀ g and φ̄ = -ℓ̄ ∂log|det|/∂φ - [∂T/∂φ]ᵀ ȳ, by the implicit
   * function theorem.
   */
  private final class Backward extends Pass {
    private final double[] moved;
    private final double[] logDet;
    private final double[] slope;

    Backward(int samples) {
      super(samples);
      moved = new double[map.dim() * samples];
      logDet = new double[samples];
      slope = new double[moved.length];
    }

    @Override
    public SolveReport forward(Samples samples, Turn turn) {
      double[] z = samples.z();
      pass.invert(fixPhi(samples), z);
      System.arraycopy(z, 0, moved, 0, z.length);
      Arrays.fill(logDet, 0);
      pass.forward(phi(), moved, logDet);
      for (int s = 0; s < logDet.length; s++) samples.logDet()[s] -= logDet[s];
      return DIRECT;
    }

    @Override
    public SolveReport backward(Samples bar, double[] thetaBar) {
      double[] zbar = bar.z();
      for (int s = 0; s < logDet.length; s++) logDet[s] = -bar.logDet()[s];
      Arrays.fill(slope, 0);
      pass.backward(phi(), slope, logDet, phiBar);
      for (int k = 0; k < zbar.length; k++) zbar[k] += slope[k];
      pass.solveTransposed(phi(), zbar);
      for (int k = 0; k < zbar.length; k++) slope[k] = -zbar[k];
      pass.backward(phi(), slope, logDet, phiBar);
      addPhiBar(bar, thetaBar);
      return DIRECT;
    }
  }
}
