package advect.data.prepare;

/** Every number stands for itself. */
record Continuous() implements Cells {
  @Override
  public double width() {
    return 0;
  }

  @Override
  public double dequantize(double x, double offset) {
    return x;
  }

  @Override
  public double snap(double point, double low, double high) {
    return point;
  }

  @Override
  public double edgeBelow(double bound) {
    return bound;
  }

  @Override
  public double edgeAbove(double bound) {
    return bound;
  }

  @Override
  public String values() {
    return "";
  }
}
