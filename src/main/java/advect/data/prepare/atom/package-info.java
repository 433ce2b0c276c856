/** Values of a column that repeat beside a continuum: their shares, and their room in R. */
@org.jspecify.annotations.NullMarked
package advect.data.prepare.atom;
