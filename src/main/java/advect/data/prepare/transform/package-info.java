/** Increasing functions of one column, with their derivatives and inverses. */
@org.jspecify.annotations.NullMarked
package advect.data.prepare.transform;
