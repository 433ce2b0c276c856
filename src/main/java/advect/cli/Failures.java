package advect.cli;

import advect.file.WriteException;
import advect.input.InputException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a sentence on standard error and an exit code. */
final class Failures {
  private final BooleanSupplier verbose;

  Failures(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  /** The words on the command line make no sense: say which, and where help is. */
  int wrongCall(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("advect: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '%s --help'.".formatted(line.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  /** The command started and did not finish. */
  int failed(Exception e, CommandLine line, ParseResult parsed) {
    if (ranOutOfMemory(e)) return outOfMemory(line, e);
    print(line, sentence(e), e);
    return isMistake(e) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** Bad input is the caller's to mend, but for a disk that is full or locked. */
  private static boolean isMistake(Exception e) {
    return e instanceof InputException && !(e instanceof WriteException);
  }

  /** Runs as {@code strategy}, and reports a lack of memory like other failures. */
  IExecutionStrategy guarding(IExecutionStrategy strategy) {
    return parsed -> {
      try {
        return strategy.execute(parsed);
      } catch (OutOfMemoryError e) {
        return outOfMemory(parsed.commandSpec().commandLine(), e);
      }
    };
  }

  private int outOfMemory(CommandLine line, Throwable e) {
    print(
        line,
        "out of memory: lower training.batch, evaluate.samples or field.hidden, or give Java more"
            + " with -Xmx",
        e);
    return ExitCode.SOFTWARE;
  }

  /** Whether this came of a lack of memory, perhaps in another thread. */
  private static boolean ranOutOfMemory(Exception e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(OutOfMemoryError.class::isInstance);
  }

  private static String sentence(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() + " (see --verbose)" : message;
  }

  private void print(CommandLine line, String sentence, Throwable e) {
    PrintWriter err = line.getErr();
    err.println("advect: " + sentence);
    if (verbose.getAsBoolean()) e.printStackTrace(err);
  }
}
