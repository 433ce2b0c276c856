package advect.data.toy;

/** The numbers from {@code low} to {@code high}: one side of a plotting box. */
public record Interval(double low, double high) {
  /** Requires {@code low < high}, both finite. */
  public Interval {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("an interval needs low < high: " + low + ", " + high);
    }
  }

  /** high - low. */
  public double length() {
    return high - low;
  }
}
