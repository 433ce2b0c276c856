package advect.train.optimizer;

import advect.field.Parameter;
import advect.parallel.ShardPool;
import advect.safetensors.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Memory of {@link Muon}: a momentum for each hidden matrix, and Adam's of all else. */
final class MuonStepper implements Optimizer.Stepper {
  private static final String MOMENTUM = "momentum";

  private final Muon options;
  private final List<HiddenMatrix> matrices = new ArrayList<>();
  private final AdamStepper rest;

  /** Where in θ the parameters of {@link #rest} are. */
  private final int[] places;

  private final double[] restTheta;
  private final double[] restGradient;

  /** A shard is a matrix; a worker has room for the largest. */
  private final ShardPool<double[]> pool;

  MuonStepper(Muon options, List<Parameter> parameters, int threads) {
    this.options = options;
    IntStream.Builder others = IntStream.builder();
    int start = 0;
    for (Parameter parameter : parameters) {
      int end = start + parameter.count();
      if (Muon.isHidden(parameter)) matrices.add(new HiddenMatrix(parameter, start));
      else IntStream.range(start, end).forEach(others::add);
      start = end;
    }
    places = others.build().toArray();
    rest = new AdamStepper(options.rest(), places.length);
    restTheta = new double[places.length];
    restGradient = new double[places.length];
    int largest = matrices.stream().mapToInt(HiddenMatrix::count).max().orElse(0);
    pool = new ShardPool<>(Math.min(threads, matrices.size()), () -> new double[largest]);
  }

  @Override
  public void step(double[] theta, double[] gradient, double factor) {
    pool.run(
        matrices.size(),
        1,
        (scratch, shard) ->
            matrices.get(shard.index()).step(options, theta, gradient, factor, scratch));
    for (int i = 0; i < places.length; i++) {
      restTheta[i] = theta[places[i]];
      restGradient[i] = gradient[places[i]];
    }
    rest.step(restTheta, restGradient, factor);
    for (int i = 0; i < places.length; i++) theta[places[i]] = restTheta[i];
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new HashMap<>(rest.state());
    state.put(MOMENTUM, Tensor.vector(momentum()));
    return state;
  }

  /** Of all matrices, one after the other. */
  private double[] momentum() {
    return matrices.stream().flatMapToDouble(HiddenMatrix::momentum).toArray();
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    int count = matrices.stream().mapToInt(HiddenMatrix::count).sum();
    double[] momentum = Steppers.vector(state, MOMENTUM, count);
    rest.restore(state);
    int from = 0;
    for (HiddenMatrix matrix : matrices) {
      matrix.restore(momentum, from);
      from += matrix.count();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
