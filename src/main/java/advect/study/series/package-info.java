/** Latent ODEs and recurrent nets on irregular series: spirals and storms. */
@org.jspecify.annotations.NullMarked
package advect.study.series;
