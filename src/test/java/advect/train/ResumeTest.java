package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import advect.file.FileException;
import advect.file.WriteException;
import advect.train.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that stops and goes on is training that never stopped. */
class ResumeTest {
  @TempDir private Path dir;

  @Test
  void stoppingAndGoingOnChangesNoBit() throws IOException {
    String whole = ToyTraining.summary(train(TrainingControl.none()));
    Random random = new Random(3);
    for (int trial = 0; trial < 20; trial++) {
      Path file = dir.resolve("checkpoint");
      Files.deleteIfExists(file);
      int done = 1 + random.nextInt(ToyTraining.ITERATIONS - 1);
      TrainingResult part = stoppedAfter(done, saving(file));
      assertThat(part.ending()).isEqualTo(Ending.INTERRUPTED);
      assertThat(part.steps()).hasSize(done);
      int more = random.nextInt(ToyTraining.ITERATIONS - done);
      if (more > 0) stoppedAfter(done + more, saving(file).withStart(Checkpoint.read(file)));
      Checkpoint start = Checkpoint.read(file);
      assertThat(start.iterations()).isEqualTo(done + more);
      TrainingResult resumed = train(saving(file).withStart(start));
      assertThat(ToyTraining.summary(resumed)).as("stopped after %d", done).isEqualTo(whole);
      assertThat(resumed.seconds()).isGreaterThan(start.seconds());
    }
  }

  /** The fourth batch of {@link ToyTraining} and each seventh after it are skipped. */
  @Test
  void anAverageGoesOnAfterSkippedIterations() {
    TrainingOptions options = ToyTraining.options().withAverage(0.9);
    String whole = ToyTraining.summary(train(TrainingControl.none(), options));
    for (int done : new int[] {3, 4, 5, 18}) {
      Path file = dir.resolve("after " + done);
      TrainingControl saving = saving(file);
      ToyTraining.train(saving, stopping(done, saving), options);
      TrainingControl resumed = TrainingControl.none().withStart(Checkpoint.read(file));
      assertThat(ToyTraining.summary(train(resumed, options))).isEqualTo(whole);
    }
  }

  /** θ falls by 1 an iteration; its tenth and twentieth would be validated. */
  @Test
  void aTrainingThatIsStoppedKeepsItsLastParametersAndGoesOnAsIfItHadNot() {
    for (Slopes loss : List.of(Slopes.unjudged(1), new Slopes(theta -> theta[0], 1))) {
      Path file = dir.resolve("checkpoint");
      List<Phase> phases =
          List.of(
              new Phase(
                  loss, new TrainingOptions(20, loss.descent(), new Schedule.Constant(), 10)));
      TrainingControl saving = saving(file);
      TrainingResult part = Trainer.fit(phases, new double[1], stopping(13, saving), saving);
      assertThat(part.ending()).isEqualTo(Ending.INTERRUPTED);
      assertThat(part.parameters()).containsExactly(-13);
      TrainingControl resumed = TrainingControl.none().withStart(Checkpoint.read(file));
      TrainingResult result = Trainer.fit(phases, new double[1], TrainingListener.NONE, resumed);
      TrainingResult whole =
          Trainer.fit(phases, new double[1], TrainingListener.NONE, TrainingControl.none());
      assertThat(ToyTraining.summary(result)).isEqualTo(ToyTraining.summary(whole));
      assertThat(result.parameters()).containsExactly(-20);
    }
  }

  @Test
  void aFinishedTrainingIsNotRepeated() {
    Path file = dir.resolve("made").resolve("on demand");
    String whole = ToyTraining.summary(train(saving(file)));
    TrainingResult again =
        ToyTraining.train(
            saving(file).withStart(Checkpoint.read(file)),
            new TrainingListener() {
              @Override
              public void stepped(TrainingStep step) {
                throw new AssertionError("an iteration after the last");
              }
            });
    assertThat(ToyTraining.summary(again)).isEqualTo(whole);
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefusedWithWhatDiffers() {
    Path file = dir.resolve("checkpoint");
    stoppedAfter(2, saving(file));
    TrainingControl resumed = TrainingControl.none().withStart(Checkpoint.read(file));
    TrainingOptions other =
        new TrainingOptions(
            30, ToyTraining.options().optimizer(), ToyTraining.options().schedule(), 3);
    assertThatThrownBy(() -> ToyTraining.train(resumed, TrainingListener.NONE, other))
        .isInstanceOf(FileException.class)
        .hasMessage(
            file
                + ": is the checkpoint of another training: iterations was 40 and is now 30; give"
                + " the same settings and data, or begin anew");
  }

  /** Rows with a name, as those of a stream, and rows without one. */
  @Test
  void aSettingThatIsGoneIsNamedAsWell() {
    Checkpoint checkpoint =
        new Checkpoint(
            Path.of("file"),
            Map.of("training rows", "a", "seed", "1"),
            Snapshot.atTheStart(new double[1]));
    assertThatThrownBy(() -> checkpoint.of(Map.of("seed", "1")))
        .hasMessageContaining("another training: training rows was a and is now unknown; give");
  }

  @Test
  void checkpointsAreSavedByTheClock() throws IOException {
    Path file = dir.resolve("checkpoint");
    TrainingControl hourly = TrainingControl.none().withCheckpoints(new Checkpoints(file, 3600));
    ToyTraining.train(
        hourly,
        new TrainingListener() {
          @Override
          public void stepped(TrainingStep step) {
            assertThat(file).doesNotExist();
          }
        });
    assertThat(Checkpoint.read(file).iterations()).isEqualTo(ToyTraining.ITERATIONS);
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aTrainingThatCannotBeSavedSaysSo() throws IOException {
    Path inTheWay = Files.writeString(dir.resolve("file"), "x");
    assertThatThrownBy(() -> train(saving(inTheWay.resolve("checkpoint"))))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aLockedPlaceKeepsTheLastCheckpoint() throws IOException {
    Path locked = Files.createDirectory(dir.resolve("locked"));
    Path file = locked.resolve("checkpoint");
    stoppedAfter(2, saving(file));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(locked), "nothing is locked for the administrator");
    assertThatThrownBy(() -> train(saving(file).withStart(Checkpoint.read(file))))
        .isInstanceOf(WriteException.class)
        .hasMessageStartingWith(file + ": cannot be written: permission denied; what was there");
    assertThat(Checkpoint.read(file).iterations()).isEqualTo(2);
    try (Stream<Path> files = Files.list(locked)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(locked.toFile().setWritable(true)).isTrue();
  }

  /** At a rate of 0.05, validations of 60 points go up and down. */
  @Test
  void patienceEndsTrainingAndChangesNothingBefore() {
    StoppingRule patient = StoppingRule.NONE.withPatience(2);
    TrainingOptions options = ToyTraining.options();
    TrainingResult whole = train(TrainingControl.none());
    TrainingResult early =
        ToyTraining.train(
            TrainingControl.none(), TrainingListener.NONE, options.withStopping(patient));
    int expected = firstStall(whole, 2);
    assertThat(early.steps()).hasSize(expected);
    assertThat(expected).isLessThan(ToyTraining.ITERATIONS);
    assertThat(early.ending()).isEqualTo(Ending.NO_IMPROVEMENT);
    for (int i = 0; i < expected; i++) {
      assertThat(early.steps().get(i).loss()).isEqualTo(whole.steps().get(i).loss());
    }
  }

  /** The first iteration after which so many validations in a row were no better, or the last. */
  private static int firstStall(TrainingResult result, int patience) {
    double best = Double.POSITIVE_INFINITY;
    int worse = 0;
    for (Validation v : result.validations()) {
      worse = v.loss() < best ? 0 : worse + 1;
      best = Math.min(best, v.loss());
      if (worse == patience) return v.iteration();
    }
    return result.steps().size();
  }

  @Test
  void timeEndsTrainingWithAValidationAndMoreTimeGoesOn() {
    Path file = dir.resolve("checkpoint");
    TrainingOptions options = ToyTraining.options();
    TrainingResult late =
        ToyTraining.train(
            saving(file),
            TrainingListener.NONE,
            options.withStopping(StoppingRule.NONE.withSeconds(1e-9)));
    assertThat(late.ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(late.steps()).hasSize(1);
    assertThat(late.validations()).hasSize(1);
    assertThat(late.best().loss()).isFinite();
    String whole = ToyTraining.summary(train(TrainingControl.none()));
    TrainingResult resumed = train(TrainingControl.none().withStart(Checkpoint.read(file)));
    assertThat(ToyTraining.summary(resumed)).isEqualTo(whole);
  }

  /** Whoever asks must wait until the last of the trainings that share a request is saved. */
  @Test
  void aRequestIsHeededAsLongAsOneTrainingIsUnderWay() {
    StopRequest stop = new StopRequest();
    stop.trainingBegins();
    stop.trainingBegins();
    stop.trainingEnds();
    assertThat(stop.request()).isTrue();
    stop.trainingEnds();
    assertThat(stop.request()).isFalse();
    assertThat(stop.requested()).isTrue();
  }

  private static TrainingControl saving(Path file) {
    return TrainingControl.none().withCheckpoints(new Checkpoints(file));
  }

  private static TrainingResult train(TrainingControl control) {
    return ToyTraining.train(control, TrainingListener.NONE);
  }

  private static TrainingResult train(TrainingControl control, TrainingOptions options) {
    return ToyTraining.train(control, TrainingListener.NONE, options);
  }

  private static TrainingResult stoppedAfter(int iterations, TrainingControl control) {
    return ToyTraining.train(control, stopping(iterations, control));
  }

  private static TrainingListener stopping(int iterations, TrainingControl control) {
    return new TrainingListener() {
      @Override
      public void stepped(TrainingStep step) {
        if (step.iteration() != iterations) return;
        assertThat(control.stop().request()).isTrue();
      }
    };
  }
}
