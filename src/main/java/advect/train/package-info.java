/** The loop that lowers any objective, phase after phase, and what it saves and reports. */
@org.jspecify.annotations.NullMarked
package advect.train;
