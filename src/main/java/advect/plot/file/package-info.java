/**
 * Pictures as files that are as small as they look: PNG of few colours, GIF that repeats nothing,
 * SVG of short numbers. A file appears whole or not at all, and one that shows the same already
 * stays as it is.
 */
@org.jspecify.annotations.NullMarked
package advect.plot.file;
