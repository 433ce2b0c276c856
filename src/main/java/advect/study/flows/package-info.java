/** Flows as part of something larger: energies, autoencoders, densities over time. */
@org.jspecify.annotations.NullMarked
package advect.study.flows;
