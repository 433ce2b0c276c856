import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.train.objective.Batches;
import advect.train.Trainer;
import advect.train.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** Learns a Gaussian with the jar of classifier engine: training, scoring, sampling, a model file. */
public class EngineOnly {
  public static void main(String[] args) throws Exception {
    DMatrixRMaj rows = new DMatrixRMaj(512, 2);
    RandomMatrices_DDRM.fillGaussian(rows, 5, 2, new Random(1));
    ContinuousFlow untrained = ContinuousFlow.of(Mlp.tanh(2, 8), Standardization.of(rows), 1);
    ContinuousFlow flow =
        Trainer.fit(untrained, Batches.of(i -> rows), rows, TrainingOptions.of(5)).flow();

    Path file = Files.createTempFile("engine", ".safetensors");
    ModelFile.write(file, new StoredModel(flow, List.of("x", "y"), Map.of(), Map.of()));
    double[] logp = ModelFile.read(file).flow().logDensity(flow.sample(4, 7));
    Files.delete(file);
    System.out.println("log densities of four draws: " + Arrays.toString(logp));
  }
}
