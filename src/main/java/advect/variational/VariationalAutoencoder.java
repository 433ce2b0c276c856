package advect.variational;

import advect.field.Parameter;
import advect.field.ParameterBlocks;
import advect.field.layered.MlpMap;
import advect.field.layered.Widths;
import advect.flow.transform.Transform;
import advect.kernel.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * A variational autoencoder of rows of zeros and ones whose posterior a {@link Transform} bends:
 *
 * <pre>
 *   z ~ N(0, I),  xᵢ ~ Bernoulli(σ(decoder(z)ᵢ));
 *   q(z | x): z = T(μ + s ∘ ε; φ),  (μ, log s, φ) = encoder(x),  ε ~ N(0, I).
 * </pre>
 *
 * <p>θ is that of the encoder, the decoder and the transform, in this order; φ is what the
 * transform calls its context, so layers that are amortised differ from row to row.
 *
 * <p>Reference: Kingma and Welling 2014, arXiv:1312.6114; Rezende and Mohamed 2015,
 * arXiv:1505.05770, section 4.3.
 *
 * @param pixels numbers in a row
 * @param hidden widths of the encoder's hidden tanh layers; the decoder's are the same turned round
 * @param transform of the latent space
 */
public record VariationalAutoencoder(int pixels, List<Integer> hidden, Transform transform) {
  /** Copies the widths; requires positive sizes. */
  public VariationalAutoencoder {
    hidden = List.copyOf(hidden);
    if (pixels < 1) throw new IllegalArgumentException("pixels must be at least 1, got " + pixels);
    Widths.requireHidden(hidden);
  }

  /** Dimension of z. */
  public int latent() {
    return transform.dim();
  }

  /** R^pixels → [μ | log s | φ]. */
  MlpMap encoder() {
    int out = 2 * latent() + transform.contextDim();
    return new MlpMap(pixels, hidden, out, Activation.TANH);
  }

  /** R^latent → logits of the pixels. */
  MlpMap decoder() {
    List<Integer> turned = new ArrayList<>(hidden);
    Collections.reverse(turned);
    return new MlpMap(latent(), turned, pixels, Activation.TANH);
  }

  /** Where encoder, decoder and transform lie in θ. */
  ParameterBlocks blocks() {
    return ParameterBlocks.of(
        encoder().parameterCount(), decoder().parameterCount(), transform.parameterCount());
  }

  /** The named parts of θ, in its order. */
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    encoder().parameters().forEach(p -> all.add(p.in("encoder")));
    decoder().parameters().forEach(p -> all.add(p.in("decoder")));
    transform.parameters().forEach(p -> all.add(p.in("transform")));
    return all;
  }

  /** Length of θ. */
  public int parameterCount() {
    return blocks().total();
  }

  /** Requires a θ of this model. */
  void requireParameters(double[] theta) {
    if (theta.length != parameterCount()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(parameterCount(), theta.length));
    }
  }

  /** Requires {@code [rows][pixels]} of zeros and ones, of which alone a Bernoulli law tells. */
  void requireRows(DMatrixRMaj x) {
    if (x.numCols != pixels) {
      throw new IllegalArgumentException(
          "expected rows of %d pixels, got [%d][%d]".formatted(pixels, x.numRows, x.numCols));
    }
    for (int i = 0; i < x.getNumElements(); i++) {
      if (x.data[i] != 0 && x.data[i] != 1) {
        throw new IllegalArgumentException(
            "row %d, pixel %d is %s: expected 0 or 1"
                .formatted(i / pixels + 1, i % pixels + 1, x.data[i]));
      }
    }
  }

  /** A random starting point for training, with the transform's own context in the last bias. */
  public double[] initialParameters(RandomGenerator rng) {
    double[] encoder = encoder().initialParameters(rng);
    double[] context = transform.initialContext(rng);
    System.arraycopy(context, 0, encoder, encoder.length - context.length, context.length);
    double[] theta = new double[parameterCount()];
    blocks().put(encoder, 0, theta);
    blocks().put(decoder().initialParameters(rng), 1, theta);
    blocks().put(transform.initialParameters(rng), 2, theta);
    return theta;
  }
}
