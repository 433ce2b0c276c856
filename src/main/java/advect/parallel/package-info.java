/**
 * Work on several threads whose result does not depend on them: rows are cut into shards by
 * position, sums are taken in order, and random numbers come from streams named by what they are
 * for.
 */
@org.jspecify.annotations.NullMarked
package advect.parallel;
