/** Fields made of other fields: one makes the weights of another, or they take turns in time. */
@org.jspecify.annotations.NullMarked
package advect.field.composed;
