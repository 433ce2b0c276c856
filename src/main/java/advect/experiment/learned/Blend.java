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
import advect.numeric.Estimate;
import advect.numeric.MixtureWeights;
import advect.train.TrainedFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * A weighted mean of the flows that a run trained, which count alike, and of densities that were
 * fitted to the same points. Errors of the two kinds differ, so that their mean is often better
 * than either; and a row that is far from all others has what the wider of them gives it.
 *
 * <p>Parts come at several scales, which have shares of their own: the flows' base, since rows that
 * training did not see lie farther out in it than those it saw, and kernels, since rows are closer
 * together in some places than in others.
 *
 * <p>Parts are asked one after another whether they gain {@value #WORTH} nats a validation row, and
 * a standard error of that. The gain is cross-fitted: half of the rows choose the shares that the
 * other half is judged by. All shares of those that do are then fitted to all validation rows
 * together; it is one concave problem ({@link MixtureWeights}).
 *
 * @param flows the flows
 * @param parts what has a share, of which at least one
 * @param trials what was asked, in this order
 */
public record Blend(Learned flows, List<BlendShare> parts, List<BlendTrial> trials)
    implements Learned {
  /** Nats a row that pay for another density to store and to score. */
  private static final double WORTH = 0.01;

  /** A scale with less is left out. */
  private static final double LEAST_SHARE = 0.01;

  /** Fewer validation rows tell nothing of shares. */
  public static final int LEAST_ROWS = 20;

  /** So many tell enough. */
  public static final int MOST_ROWS = 2_500;

  /**
   * The flows with those of the densities that are worth it; perhaps the flows alone.
   *
   * @param asked what may have a share; {@link Method#FLOW} stands for other scales of the base
   * @param judges validation points {@code [rows][dim]}
   */
  public static Learned of(
      Learned flows, List<Method> asked, Fits fits, DMatrixRMaj judges, FlowSettings how) {
    if (asked.isEmpty() || judges.numRows < LEAST_ROWS) return flows;
    Density trained = flows.density(how);
    double[] alone = trained.logDensity(judges);
    List<BlendPart> parts = List.of(BlendPart.flows(alone));
    List<BlendTrial> trials = new ArrayList<>();
    double[] before = alone;
    for (Method method : asked) {
      Optional<BlendPart> part = part(method, trained, fits, judges);
      if (part.isEmpty()) continue;
      List<BlendPart> more = with(parts, part.get());
      double[] after = crossFitted(more);
      Estimate gain = gain(before, after);
      trials.add(new BlendTrial(Spelling.of(method), name(part.get()), gain.mean(), 0));
      if (!(gain.mean() > WORTH && gain.mean() > gain.standardError())) continue;
      parts = more;
      before = after;
    }
    List<BlendShare> shares = shares(parts);
    return new Blend(flows, shares, trials.stream().map(trial -> told(trial, shares)).toList());
  }

  /** Points that allow no such density are no reason to lose a training. */
  private static Optional<BlendPart> part(
      Method method, Density trained, Fits fits, DMatrixRMaj judges) {
    if (method == Method.FLOW) {
      double[] scales = ScaledFlows.grid(trained.dim());
      return Optional.of(
          BlendPart.flows(scales, ScaledFlows.logDensities(trained, judges, scales)));
    }
    try {
      return Optional.of(BlendPart.fit(method, fits.of(method), judges));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  private static String name(BlendPart part) {
    return part.fit().map(fit -> fit.baseline().name()).orElse("other scale");
  }

  /** In place of one of the same method, if there is one. */
  private static List<BlendPart> with(List<BlendPart> parts, BlendPart part) {
    return Stream.concat(
            parts.stream().filter(other -> other.method() != part.method()), Stream.of(part))
        .toList();
  }

  private static Estimate gain(double[] before, double[] after) {
    return Estimate.of(
        IntStream.range(0, after.length).mapToDouble(i -> after[i] - before[i]).toArray());
  }

  private static double[][] logp(List<BlendPart> parts) {
    return parts.stream().flatMap(part -> Stream.of(part.logp())).toArray(double[][]::new);
  }

  /** log p of each row by shares that the other half of the rows chose, nats. */
  private static double[] crossFitted(List<BlendPart> parts) {
    double[][] logp = logp(parts);
    double[] judged = new double[logp[0].length];
    for (int half = 0; half < 2; half++) {
      double[] counts = new double[judged.length];
      for (int i = 1 - half; i < counts.length; i += 2) counts[i] = 1;
      double[] shares = MixtureWeights.fit(logp, counts, LEAST_SHARE);
      for (int i = half; i < judged.length; i += 2) {
        judged[i] = MixtureWeights.logDensity(logp, shares, i);
      }
    }
    return judged;
  }

  private static List<BlendShare> shares(List<BlendPart> parts) {
    double[][] logp = logp(parts);
    double[] ones = new double[logp[0].length];
    Arrays.fill(ones, 1);
    double[] shares = MixtureWeights.fit(logp, ones, LEAST_SHARE);
    List<BlendShare> all = new ArrayList<>();
    int first = 0;
    for (BlendPart part : parts) {
      all.add(part.share(shares, first));
      first += part.scales().length;
    }
    return all.stream().filter(part -> part.share() > 0).toList();
  }

  /** A flow that stayed as it was has its share without a word. */
  private static BlendTrial told(BlendTrial trial, List<BlendShare> shares) {
    return shares.stream()
        .filter(part -> Spelling.of(part.method()).equals(trial.method()))
        .filter(part -> part.fit().isPresent() || !part.scales().isOne())
        .findFirst()
        .map(part -> trial.withShare(part.name(), part.share()))
        .orElse(trial);
  }

  @Override
  public Density density(FlowSettings settings) {
    List<FlowDensity> all = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (BlendShare part : parts) {
      List<FlowDensity> members = members(part, settings);
      for (FlowDensity member : members) {
        all.add(member);
        weights.add(part.share() / members.size());
      }
    }
    return Ensemble.of(all, weights);
  }

  private List<FlowDensity> members(BlendShare part, FlowSettings settings) {
    if (part.fit().isPresent()) {
      return List.of(FittedMethod.density(part.fit().get().baseline(), settings.parallelism()));
    }
    return flows.density(settings).members().stream()
        .map(flow -> ScaledFlows.scaled(flow, part.scales()))
        .toList();
  }

  @Override
  public List<BlendTrial> blend() {
    return trials;
  }

  /** Of the training and of the fits. */
  @Override
  public double seconds() {
    return flows.seconds()
        + parts.stream()
            .flatMap(part -> part.fit().stream())
            .mapToDouble(FittedMethod::seconds)
            .sum();
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
