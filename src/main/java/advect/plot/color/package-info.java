/** Colours as the eye judges them: maps from numbers, and few that stand for many. */
@org.jspecify.annotations.NullMarked
package advect.plot.color;
