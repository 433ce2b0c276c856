package advect.study.series;

import advect.latent.Series;
import advect.study.series.StormTracks.Fix;
import java.util.ArrayList;
import java.util.List;

/**
 * A storm at one moment, with its positions in the days before and the day after.
 *
 * @param track which track it belongs to
 * @param past its fixes of 48 hours up to now, the last one now
 * @param future its fixes of the next 24 hours, the last one at their end
 */
record StormForecast(int track, List<Fix> past, List<Fix> future) {
  private static final double PAST_HOURS = 48;
  private static final double FUTURE_HOURS = 24;
  private static final double HOURS_A_DAY = 24;

  /** Of the velocity that a series is seen from. */
  private static final double FRAME_HOURS = 12;

  private static final double EARTH_KM = 6371;
  private static final double DEGREE_KM = Math.toRadians(EARTH_KM);

  /** Units that make the numbers of a fix about as large as each other. */
  private static final double UNIT_KM = 100;

  private static final double UNIT_FAR_KM = 500;

  private static final double UNIT_DEGREES = 10;
  private static final double UNIT_KNOTS = 30;

  /** Takes copies. */
  StormForecast {
    past = List.copyOf(past);
    future = List.copyOf(future);
  }

  /**
   * Every forecast that can be made and judged: at each synoptic fix, if the track began at least
   * 48 hours before and has a fix just 24 hours later.
   */
  static List<StormForecast> all(int number, List<Fix> track) {
    List<StormForecast> forecasts = new ArrayList<>();
    double begin = track.get(0).hour() + PAST_HOURS;
    for (Fix now : track) {
      if (!now.isSynoptic() || now.hour() < begin) continue;
      List<Fix> past = between(track, now.hour() - PAST_HOURS, now.hour());
      List<Fix> future = between(track, Math.nextUp(now.hour()), now.hour() + FUTURE_HOURS);
      if (future.isEmpty()) continue;
      if (future.get(future.size() - 1).hour() != now.hour() + FUTURE_HOURS) continue;
      forecasts.add(new StormForecast(number, past, future));
    }
    return forecasts;
  }

  private static List<Fix> between(List<Fix> track, double from, double to) {
    return track.stream().filter(fix -> fix.hour() >= from && fix.hour() <= to).toList();
  }

  /** Where the storm is now. */
  Fix now() {
    return past.get(past.size() - 1);
  }

  /** Where it will be. */
  Fix target() {
    return future.get(future.size() - 1);
  }

  /**
   * The past as a series, in days from now: how far east and north of where a steady storm of its
   * present velocity would be, where that is from here, latitude, longitude and wind.
   */
  Series observed() {
    return series(past);
  }

  /** Past and future. */
  Series whole() {
    List<Fix> all = new ArrayList<>(past);
    all.addAll(future);
    return series(all);
  }

  private Series series(List<Fix> fixes) {
    double[] times = fixes.stream().mapToDouble(fix -> days(fix.hour())).toArray();
    return new Series(times, fixes.stream().map(this::values).toArray(double[][]::new));
  }

  /** A time in days from now. */
  double days(double hour) {
    return (hour - now().hour()) / HOURS_A_DAY;
  }

  private double[] values(Fix fix) {
    double[] steady = steady(fix.hour());
    return new double[] {
      (fix.longitude() - steady[1]) * eastKm() / UNIT_KM,
      (fix.latitude() - steady[0]) * DEGREE_KM / UNIT_KM,
      (steady[1] - now().longitude()) * eastKm() / UNIT_FAR_KM,
      (steady[0] - now().latitude()) * DEGREE_KM / UNIT_FAR_KM,
      fix.latitude() / UNIT_DEGREES,
      fix.longitude() / UNIT_DEGREES,
      fix.wind() / UNIT_KNOTS
    };
  }

  /** Latitude and longitude of values of the series at a time in days. */
  double[] position(double days, double[] values) {
    double[] steady = steady(now().hour() + days * HOURS_A_DAY);
    return new double[] {
      steady[0] + values[1] * UNIT_KM / DEGREE_KM, steady[1] + values[0] * UNIT_KM / eastKm()
    };
  }

  /** Where the storm would be at its present velocity. */
  private double[] steady(double hour) {
    double[] tomorrow = constantVelocity(FRAME_HOURS);
    double share = (hour - now().hour()) / FUTURE_HOURS;
    return new double[] {
      now().latitude() + share * (tomorrow[0] - now().latitude()),
      now().longitude() + share * (tomorrow[1] - now().longitude())
    };
  }

  /** A degree of longitude, here and now. */
  private double eastKm() {
    return DEGREE_KM * Math.cos(Math.toRadians(now().latitude()));
  }

  /** Latitude and longitude of where it is now. */
  double[] here() {
    return new double[] {now().latitude(), now().longitude()};
  }

  /**
   * Where the mean velocity since the last fix that is at least so many hours old leads to within
   * 24 hours.
   */
  double[] constantVelocity(double hours) {
    Fix then = past.get(0);
    for (Fix fix : past) if (fix.hour() <= now().hour() - hours) then = fix;
    double factor = FUTURE_HOURS / (now().hour() - then.hour());
    return new double[] {
      now().latitude() + factor * (now().latitude() - then.latitude()),
      now().longitude() + factor * (now().longitude() - then.longitude())
    };
  }

  /** Great-circle distance of a position from the target, by the haversine formula, in km. */
  double missedBy(double[] position) {
    double lat = Math.toRadians(position[0]);
    double target = Math.toRadians(target().latitude());
    double north = Math.sin((lat - target) / 2);
    double east = Math.sin(Math.toRadians(position[1] - target().longitude()) / 2);
    double chord = north * north + Math.cos(lat) * Math.cos(target) * east * east;
    return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, chord)));
  }
}
