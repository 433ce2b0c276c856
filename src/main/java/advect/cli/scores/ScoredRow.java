package advect.cli.scores;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A row and what the model makes of it.
 *
 * @param number among the rows scored, from 1
 * @param values of the model's columns
 * @param logp log density, in nats
 * @param percentile of the training rows that have a lower one
 */
record ScoredRow(long number, List<Double> values, double logp, OptionalDouble percentile) {
  ScoredRow {
    values = List.copyOf(values);
  }
}
