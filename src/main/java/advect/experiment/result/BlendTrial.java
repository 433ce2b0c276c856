package advect.experiment.result;

/**
 * What a fitted density would add to the model.
 *
 * @param method as it is spelled behind {@code --method}
 * @param name what it is: "mixture of 8 Gaussians"
 * @param gain mean log p of validation rows with it minus that without, nats; each half of the rows
 *     is judged by shares that are fitted to the other
 * @param weight its share of the model; 0 if the gain is not worth it
 */
public record BlendTrial(String method, String name, double gain, double weight) {
  /** The same with a share. */
  public BlendTrial withWeight(double value) {
    return new BlendTrial(method, name, gain, value);
  }
}
