package advect.variational;

import advect.field.composed.HyperField;
import advect.file.AtomicFile;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.gradient.CheckpointedAdjoint;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.train.Checkpoint;
import advect.train.Checkpoints;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import advect.train.objective.Batches;
import advect.train.optimizer.Muon;
import advect.train.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** An autoencoder with adaptive solves, trained with averages, clipping and validation. */
final class SavedAutoencoder {
  static final int ITERATIONS = 12;

  private SavedAutoencoder() {}

  /** A process that trains with a checkpoint after each iteration, and leaves the parameters. */
  public static void main(String[] args) throws IOException {
    Path checkpoint = Path.of(args[0]);
    TrainingControl control =
        TrainingControl.none().withCheckpoints(new Checkpoints(checkpoint, 0));
    if (Files.exists(checkpoint)) control = control.withStart(Checkpoint.read(checkpoint));
    AtomicFile.write(Path.of(args[1]), fit(control, TrainingListener.NONE));
  }

  /** θ to the last bit. */
  static String fit(TrainingControl control, TrainingListener listener) {
    RungeKutta solver = new RungeKutta(Tableaux.BOSH3, Steps.adaptive(1e-3));
    Ode ode =
        new Ode(
            new HyperField(2, 2, List.of(3)), OdeSettings.exact(new CheckpointedAdjoint(solver)));
    VariationalAutoencoder model = new VariationalAutoencoder(6, List.of(5, 5), ode);
    TrainingOptions options =
        new TrainingOptions(ITERATIONS, Muon.DEFAULT, new Schedule.Cosine(2), 3)
            .withClip(1)
            .withAverage(0.7);
    try (Elbo loss =
        new Elbo(
            model,
            Batches.of(i -> rows(20, i)),
            Optional.of(new Elbo.HeldOutRows(rows(10, -1), 3)),
            3,
            new Parallelism(8, 1))) {
      double[] start = model.initialParameters(new Random(2));
      return Arrays.toString(
          Trainer.fit(List.of(new Phase(loss, options)), start, listener, control).parameters());
    }
  }

  private static DMatrixRMaj rows(int count, int seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(count, 6);
    Arrays.setAll(rows.data, i -> random.nextInt(2));
    return rows;
  }
}
