package advect.plot.file;

/** The numbers that a pixel may be written as, and what each costs in likeness. */
final class PixelChoice {
  private final int[] numbers;
  private final double[] costs;

  /** The likeliest number first; both arrays are read only. */
  PixelChoice(int[] numbers, double[] costs) {
    this.numbers = numbers;
    this.costs = costs;
  }

  int size() {
    return numbers.length;
  }

  int number(int k) {
    return numbers[k];
  }

  double cost(int k) {
    return costs[k];
  }

  /** The same choice where {@code shown} is there already: if that will do, it may stay. */
  PixelChoice or(int shown, int unchanged) {
    int at = 0;
    while (at < numbers.length && numbers[at] != shown) at++;
    if (at == numbers.length) return this;
    int[] more = new int[numbers.length + 1];
    double[] costsOfMore = new double[more.length];
    more[0] = unchanged;
    costsOfMore[0] = costs[at];
    System.arraycopy(numbers, 0, more, 1, numbers.length);
    System.arraycopy(costs, 0, costsOfMore, 1, costs.length);
    return new PixelChoice(more, costsOfMore);
  }
}
