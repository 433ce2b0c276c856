package advect.field;

import static org.assertj.core.api.Assertions.assertThat;

import advect.kernel.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What comes out is what went in: values, tangents, cotangents. */
class IdentityTest {
  @Test
  void nothingChanges() {
    BoundField bound = new Identity(2).bind(Precision.FLOAT64);
    double[] e = {1, 2, 3, 4};
    bound.tangents(1, 2, e);
    Arrays.fill(e, 99); // the caller's, who may use it for something else
    FieldPass pass = bound.pass(1, 2);
    double[] f = new double[2];
    double[] je = new double[4];
    double[] zbar = new double[2];
    double[] tbar = {9};
    pass.forward(new double[1], new double[] {5, 6}, f, je);
    pass.backward(new double[] {7, 8}, new double[4], zbar);
    pass.timeCotangent(tbar);
    assertThat(f).containsExactly(5, 6);
    assertThat(je).containsExactly(1, 2, 3, 4);
    assertThat(zbar).containsExactly(7, 8);
    assertThat(tbar).containsExactly(0);
  }
}
