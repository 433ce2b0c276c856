package advect.model;

import advect.flow.Density;
import advect.flow.FlowDensity;
import advect.flow.base.GivenBase;
import advect.flow.base.KernelMixture;

/**
 * Rows of its training that a density keeps: the centres of a kernel density.
 *
 * @param share of the density that lies around such rows, and so of its draws, from 0 to 1
 */
public record StoredRows(double share) {
  /** Those of a density. */
  public static StoredRows of(Density density) {
    double kernels = 0;
    double all = 0;
    for (int k = 0; k < density.members().size(); k++) {
      double weight = density.weights().get(k);
      all += weight;
      if (isKernelDensity(density.members().get(k))) kernels += weight;
    }
    return new StoredRows(kernels / all);
  }

  private static boolean isKernelDensity(FlowDensity member) {
    return member.flow().base() instanceof GivenBase base && base.family() instanceof KernelMixture;
  }

  /** Whether there are any. */
  public boolean exist() {
    return share > 0;
  }
}
