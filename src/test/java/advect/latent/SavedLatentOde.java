package advect.latent;

import advect.file.AtomicFile;
import advect.latent.cell.Cell;
import advect.train.Checkpoint;
import advect.train.Checkpoints;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import advect.train.optimizer.Muon;
import advect.train.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A latent ODE that is fitted with averages, clipping and validation. */
final class SavedLatentOde {
  static final int ITERATIONS = 12;

  private SavedLatentOde() {}

  /** A process that fits with a checkpoint after each iteration, and leaves the parameters. */
  public static void main(String[] args) throws IOException {
    Path checkpoint = Path.of(args[0]);
    TrainingControl control =
        TrainingControl.none().withCheckpoints(new Checkpoints(checkpoint, 0));
    if (Files.exists(checkpoint)) control = control.withStart(Checkpoint.read(checkpoint));
    AtomicFile.write(Path.of(args[1]), fit(control, TrainingListener.NONE));
  }

  /** θ to the last bit. */
  static String fit(TrainingControl control, TrainingListener listener) {
    TrainingOptions training =
        new TrainingOptions(ITERATIONS, Muon.DEFAULT, new Schedule.Linear(2, 4), 3)
            .withClip(1)
            .withAverage(0.7);
    FittedLatentOde fitted =
        new LatentOde(
                2,
                3,
                new Recognition(Cell.GRU, 5, Anchor.anywhere()),
                List.of(6, 6),
                List.of(6),
                0.1)
            .fit(
                Waves.draw(30, 6, new SplittableRandom(1)),
                Waves.draw(10, 6, new SplittableRandom(2)),
                new SeriesOptions(training, 8, 5, 3),
                LatentOde.ENGINE.withThreads(1),
                listener,
                control);
    return Arrays.toString(fitted.parameters());
  }
}
