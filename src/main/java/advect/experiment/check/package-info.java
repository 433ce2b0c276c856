/** How far a density's numbers can be trusted: errors against a reference, round trip, mass. */
@org.jspecify.annotations.NullMarked
package advect.experiment.check;
