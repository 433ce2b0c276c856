/** What ordinary neural ODEs cannot learn, and augmented ones can. */
@org.jspecify.annotations.NullMarked
package advect.study.augmented;
