package advect.cli;

/** The command line. */
public final class Main {
  private Main() {}

  /** Runs the command. */
  public static void main(String[] args) {
    System.out.println("advect " + String.join(" ", args));
  }
}
