/**
 * Neural ODEs that learn a function from examples: regression and classification.
 *
 * <p>A {@link advect.supervised.NeuralOde} is an input map, an ODE from t = 0 to 1 and a head. A
 * {@link advect.supervised.ResidualNet} is the same thing solved by Euler's method. {@link
 * advect.supervised.Fit} trains either, {@link advect.supervised.Predictor} applies it.
 *
 * <p>Reference: Chen, Rubanova, Bettencourt and Duvenaud, "Neural Ordinary Differential Equations",
 * NeurIPS 2018, arXiv:1806.07366, section 3; Dupont, Doucet and Teh, "Augmented Neural ODEs",
 * NeurIPS 2019, arXiv:1904.01681.
 */
@org.jspecify.annotations.NullMarked
package advect.supervised;
