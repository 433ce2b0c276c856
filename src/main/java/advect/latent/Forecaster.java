package advect.latent;

import java.util.List;

/** Tells the values of series at other times than those observed. */
public interface Forecaster {
  /**
   * Values of each series at times of its own.
   *
   * @param observed what is known
   * @param times for each series; read only
   * @return {@code [its times][dim]} for each series
   * @throws IllegalArgumentException if a series or a time is not what the model can take
   */
  List<double[][]> predict(List<Series> observed, List<double[]> times);
}
