/** Experiments on neural ODEs that learn something other than the density of a table or toy. */
@NullMarked
package advect.study;

import org.jspecify.annotations.NullMarked;
