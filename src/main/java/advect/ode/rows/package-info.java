/**
 * Solves of many independent rows side by side, each with steps of its own.
 *
 * <p>A panel has seats. The row in a seat has its own time, step, error control and verdict; what
 * the panel shares is the evaluation of the right-hand side, which takes whatever stage each row
 * has come to. A row that has arrived, or given up, leaves its seat to one that waits, and when
 * none waits any more the panel shrinks. So panels stay full, no row pays for another's hardness,
 * and a row's result is a function of that row alone: the same bits in any company.
 */
@org.jspecify.annotations.NullMarked
package advect.ode.rows;
