package advect.train.matching;

import advect.flow.ContinuousFlow;
import advect.parallel.Shard;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.Fingerprint;
import java.util.LinkedHashMap;
import java.util.Map;

/** Data rows that know nothing of the base draws. */
final class IndependentCoupling extends Coupling {
  private final Batches batches;

  IndependentCoupling(Batches batches) {
    this.batches = batches;
  }

  @Override
  Ends ends(ContinuousFlow flow, double[] phi, int iteration) {
    Batch batch = batches.batch(iteration);
    batch.requireShape(flow.dim(), flow.contextDim());
    return new BatchEnds(flow, batch);
  }

  @Override
  void requireFits(ContinuousFlow flow) {} // batches show their shape when they are there

  @Override
  Map<String, String> describe() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("coupling", "independent");
    Fingerprint.addTo(words, batches);
    return words;
  }

  /** The rows of a batch, one after another. */
  private record BatchEnds(ContinuousFlow flow, Batch batch) implements Ends {
    @Override
    public int rows() {
      return batch.rows();
    }

    @Override
    public double weight(int row) {
      return batch.weight(row);
    }

    @Override
    public double totalWeight() {
      return batch.totalWeight();
    }

    @Override
    public void write(Shard shard, double[] start, double[] end, double[] context) {
      flow.standardization().gather(batch.x(), shard, end);
      flow.contextUnits().gather(batch.context(), shard, context);
      batch.clearUncounted(shard, end);
      batch.clearUncounted(shard, context);
    }
  }
}
