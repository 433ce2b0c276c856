package advect.experiment.learned;

import advect.baseline.Baseline;
import advect.experiment.result.BlendTrial;
import advect.experiment.spec.Method;
import advect.flow.Density;
import advect.flow.Ensemble;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.input.InputException;
import advect.input.Spelling;
import advect.numeric.MixtureWeights;
import advect.train.TrainedFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A weighted mean of the flows that a run trained, which count alike, and of densities that were
 * fitted to the same points. Errors of the two kinds differ, so that their mean is often better
 * than either; and a row that is far from all others has what the wider of them gives it.
 *
 * <p>Densities are asked one after another whether they gain {@value #WORTH} nats a validation row.
 * The gain is cross-fitted: half of the rows choose the shares that the other half is judged by.
 * The shares of those that do are then fitted to all validation rows.
 *
 * @param flows the flows
 * @param fits what stands beside them, at least one
 * @param shares of all flows together, and then of each fit
 * @param trials what was asked, in this order
 */
public record Blend(
    Learned flows, List<FittedMethod> fits, List<Double> shares, List<BlendTrial> trials)
    implements Learned {
  /** Nats a row that pay for another density to store and to score. */
  private static final double WORTH = 0.01;

  /** Fewer validation rows tell nothing of shares. */
  private static final int LEAST_ROWS = 20;

  /** So many tell enough. */
  public static final int MOST_ROWS = 5_000;

  /** The flows with those of the densities that are worth it; perhaps the flows alone. */
  public static Learned of(
      Learned flows, List<Method> asked, Fits fits, DMatrixRMaj judges, FlowSettings how) {
    if (asked.isEmpty() || judges.numRows < LEAST_ROWS) return flows;
    List<FittedMethod> kept = new ArrayList<>();
    List<BlendTrial> trials = new ArrayList<>();
    double[][] logp = {flows.density(how).logDensity(judges)};
    double before = mean(logp[0]);
    for (Method method : asked) {
      Optional<FittedMethod> fit = fit(method, fits);
      if (fit.isEmpty()) continue;
      Baseline baseline = fit.get().baseline();
      double[][] more = Arrays.copyOf(logp, logp.length + 1);
      more[logp.length] = baseline.logDensity(judges);
      double after = crossFitted(more);
      trials.add(new BlendTrial(Spelling.of(method), baseline.name(), after - before, 0));
      if (!(after - before > WORTH)) continue;
      kept.add(fit.get());
      logp = more;
      before = after;
    }
    double[] shares = MixtureWeights.fit(logp, IntStream.range(0, judges.numRows).toArray());
    for (int k = 0; k < kept.size(); k++) {
      String name = kept.get(k).baseline().name();
      double share = shares[k + 1];
      trials.replaceAll(trial -> trial.name().equals(name) ? trial.withWeight(share) : trial);
    }
    return new Blend(flows, kept, Arrays.stream(shares).boxed().toList(), trials);
  }

  /** Points that allow no such density are no reason to lose a training. */
  private static Optional<FittedMethod> fit(Method method, Fits fits) {
    try {
      return Optional.of(fits.of(method));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  /** Mean log p, nats. */
  private static double crossFitted(double[][] logp) {
    int rows = logp[0].length;
    double sum = 0;
    for (int half = 0; half < 2; half++) {
      int judged = half;
      double[] shares =
          MixtureWeights.fit(logp, IntStream.range(0, rows).filter(i -> i % 2 != judged).toArray());
      for (int i = judged; i < rows; i += 2) sum += MixtureWeights.logDensity(logp, shares, i);
    }
    return sum / rows;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  @Override
  public Density density(FlowSettings settings) {
    List<FlowDensity> all = new ArrayList<>(flows.density(settings).members());
    int count = all.size();
    List<Double> weights = new ArrayList<>(Collections.nCopies(count, shares.get(0) / count));
    for (int k = 0; k < fits.size(); k++) {
      all.add(FittedMethod.density(fits.get(k).baseline(), settings.parallelism()));
      weights.add(shares.get(k + 1));
    }
    return Ensemble.of(all, weights);
  }

  @Override
  public List<BlendTrial> blend() {
    return trials;
  }

  /** Of the training and of the fits. */
  @Override
  public double seconds() {
    return flows.seconds() + fits.stream().mapToDouble(FittedMethod::seconds).sum();
  }

  @Override
  public List<TrainedFlow> trained() {
    return flows.trained();
  }

  @Override
  public Optional<Baseline> fit() {
    return Optional.empty();
  }
}
