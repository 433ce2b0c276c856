package advect.study.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.input.InputException;
import advect.study.series.StormTracks.Fix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StormForecastTest {
  /** Half a degree north and one east every six hours, from (20, -60) on. */
  private static List<Fix> steady(int fixes) {
    List<Fix> track = new ArrayList<>();
    for (int k = 0; k < fixes; k++) {
      track.add(new Fix(0, 2000, 600 + 6 * k, 20 + 0.5 * k, -60 + k, 50));
    }
    return track;
  }

  @Test
  void forecastsNeedTwoDaysBeforeAndOneAfter() {
    assertThat(StormForecast.all(0, steady(12))).isEmpty();
    assertThat(StormForecast.all(0, steady(13))).hasSize(1);
    List<Fix> landfall = steady(13);
    landfall.add(9, new Fix(0, 2000, 649, 24.1, -51.7, 40));
    List<StormForecast> forecasts = StormForecast.all(4, landfall);
    assertThat(forecasts).hasSize(1);
    assertThat(forecasts.get(0).track()).isEqualTo(4);
    assertThat(forecasts.get(0).past()).hasSize(9);
    assertThat(forecasts.get(0).future()).hasSize(5);
    assertThat(forecasts.get(0).whole().time(9)).isCloseTo(1 / 24.0, within(1e-12));
    landfall.remove(13);
    assertThat(StormForecast.all(0, landfall)).isEmpty();
  }

  /** The angle between two places, by the dot product of their unit vectors. */
  @Test
  void distancesAreThoseBetweenUnitVectors() {
    StormForecast forecast = StormForecast.all(0, steady(13)).get(0);
    Fix target = forecast.target();
    for (double[] place : new double[][] {{0, 0}, {30, -40}, {-80, 170}, forecast.here()}) {
      double dot = 0;
      double[] a = unit(place[0], place[1]);
      double[] b = unit(target.latitude(), target.longitude());
      for (int i = 0; i < 3; i++) dot += a[i] * b[i];
      assertThat(forecast.missedBy(place)).isCloseTo(6371 * Math.acos(dot), within(1e-6));
    }
    assertThat(forecast.missedBy(new double[] {target.latitude(), target.longitude()})).isZero();
  }

  private static double[] unit(double latitude, double longitude) {
    double phi = Math.toRadians(latitude);
    double lambda = Math.toRadians(longitude);
    return new double[] {
      Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)
    };
  }

  @Test
  void aSteadyStormGoesWhereItsVelocityLeads() {
    StormForecast forecast = StormForecast.all(0, steady(13)).get(0);
    for (double hours : new double[] {6, 12, 15, 24}) {
      assertThat(forecast.missedBy(forecast.constantVelocity(hours))).isLessThan(1e-6);
    }
    double[] last = new double[7];
    for (int d = 0; d < 7; d++) last[d] = forecast.whole().value(12, d);
    assertThat(forecast.missedBy(forecast.position(1, last))).isLessThan(1e-6);
  }

  /** Two tracks off by 1, 3 and 8: mean 4, sums about it -4 and 4, so √32 / 3. */
  @Test
  void errorsOfOneTrackCountTogether() {
    StormForecast a = StormForecast.all(1, steady(13)).get(0);
    StormForecast b = StormForecast.all(2, steady(13)).get(0);
    List<double[]> positions = new ArrayList<>();
    for (double km : new double[] {1, 3, 8}) {
      double north = Math.toDegrees(km / 6371);
      positions.add(new double[] {a.target().latitude() + north, a.target().longitude()});
    }
    StormScore score = StormScore.of(List.of(a, a, b), positions);
    assertThat(score.mean()).isCloseTo(4, within(1e-6));
    assertThat(score.median()).isCloseTo(3, within(1e-6));
    assertThat(score.standardError()).isCloseTo(Math.sqrt(32) / 3, within(1e-6));
  }

  @Test
  void tracksEndWithTheirNameAndAtLongGaps(@TempDir Path folder) throws IOException {
    Path table = folder.resolve("fixes.csv");
    Files.writeString(
        table,
        """
        name,year,month,day,hour,lat,long,wind
        Amy,1975,6,27,0,27.5,-79,25
        Amy,1975,6,27,6,28.5,-79,25
        Amy,1975,6,27,6,28.6,-79,30
        Amy,1975,6,28,6,29,-78,30
        Amy,1975,6,29,12,30,-78,30
        Bob,1975,6,29,18,20,-50,30
        """);
    List<List<Fix>> tracks = StormTracks.read(table.toString());
    assertThat(tracks).extracting(List::size).containsExactly(3, 1, 1);
    assertThat(tracks.get(0).get(1).latitude()).isEqualTo(28.6);
    assertThat(tracks.get(0).get(2).hour() - tracks.get(0).get(0).hour()).isEqualTo(30);
    assertThatThrownBy(() -> StormTracks.read(folder.resolve("none.csv").toString()))
        .isInstanceOf(InputException.class);
  }
}
