package advect.train.optimizer;

/** How the learning rate changes over training, as a factor of the optimiser's rate. */
public sealed interface Schedule {
  /** The factor at an iteration, counted from 0, of so many. */
  double factor(int iteration, int iterations);

  /** Always 1. */
  record Constant() implements Schedule {
    @Override
    public double factor(int iteration, int iterations) {
      return 1;
    }
  }

  /**
   * Rises linearly over the warm-up, then falls as half a cosine to zero.
   *
   * <p>Reference: Loshchilov and Hutter 2017, arXiv:1608.03983, without restarts.
   *
   * @param warmUp iterations until the factor is 1
   */
  record Cosine(int warmUp) implements Schedule {
    /** Refuses a negative warm-up. */
    public Cosine {
      if (warmUp < 0) throw new IllegalArgumentException("warm-up must not be negative: " + warmUp);
    }

    @Override
    public double factor(int iteration, int iterations) {
      if (iteration < warmUp) return (iteration + 1.0) / (warmUp + 1.0);
      double progress = (iteration - warmUp) / Math.max(1.0, iterations - warmUp);
      return 0.5 * (1 + Math.cos(Math.PI * progress));
    }
  }

  /**
   * Rises linearly over the warm-up, stays at 1, and falls linearly to zero over the last
   * iterations: the end, where the gain is, can be moved without changing what came before.
   *
   * <p>Reference: Hägele et al. 2024, arXiv:2405.18392.
   *
   * @param warmUp iterations below 1 at the start
   * @param warmDown iterations below 1 at the end
   */
  record Linear(int warmUp, int warmDown) implements Schedule {
    /** Refuses negative lengths. */
    public Linear {
      if (warmUp < 0 || warmDown < 0) {
        throw new IllegalArgumentException(
            "warm-up and warm-down must not be negative: %d and %d".formatted(warmUp, warmDown));
      }
    }

    @Override
    public double factor(int iteration, int iterations) {
      double up = (iteration + 1.0) / (warmUp + 1.0);
      double down = (iterations - iteration) / (warmDown + 1.0);
      return Math.min(1, Math.min(up, down));
    }
  }

  /**
   * The same, where the fall takes a part of all iterations, however many these are.
   *
   * <p>Reference: Hägele et al. 2024, arXiv:2405.18392, who find that a part from 0.1 on is as good
   * as a cosine over all.
   *
   * @param warmUp iterations below 1 at the start
   * @param part of all iterations that are below 1 at the end, from 0 to 1
   */
  record Cooldown(int warmUp, double part) implements Schedule {
    /** Refuses a negative warm-up, and what is no part. */
    public Cooldown {
      if (warmUp < 0 || !(part >= 0 && part <= 1)) {
        throw new IllegalArgumentException(
            "warm-up must not be negative and part must be from 0 to 1: %d and %s"
                .formatted(warmUp, part));
      }
    }

    @Override
    public double factor(int iteration, int iterations) {
      return new Linear(warmUp, (int) (part * iterations)).factor(iteration, iterations);
    }
  }
}
