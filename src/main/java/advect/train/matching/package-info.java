/** Flow matching: fields learned without solves, from pairs of base and data. */
@org.jspecify.annotations.NullMarked
package advect.train.matching;
