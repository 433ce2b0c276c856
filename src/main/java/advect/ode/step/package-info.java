/**
 * How steps are chosen: as many equal ones as asked for, or as long as a tolerance allows. Numbers
 * in, numbers out: nothing here knows what is solved, so one controller serves a solve of a whole
 * shard and one of a single row.
 */
@org.jspecify.annotations.NullMarked
package advect.ode.step;
