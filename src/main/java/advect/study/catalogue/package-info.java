/** All kinds of studies that an experiment file can ask for. */
@org.jspecify.annotations.NullMarked
package advect.study.catalogue;
