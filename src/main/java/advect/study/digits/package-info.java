/** Neural ODEs as classifiers: accuracy, cost and memory. */
@org.jspecify.annotations.NullMarked
package advect.study.digits;
