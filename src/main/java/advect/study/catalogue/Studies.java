package advect.study.catalogue;

import static java.util.Objects.requireNonNull;

import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.SpecException;
import advect.study.Study;
import advect.study.augmented.AnodeFlipStudy;
import advect.study.augmented.AnodeSpheresStudy;
import advect.study.digits.DigitsStudy;
import advect.study.digits.MemoryStudy;
import advect.study.flows.AutoencoderStudy;
import advect.study.flows.EnergyStudy;
import advect.study.flows.FlowOverTimeStudy;
import advect.study.series.SpiralsStudy;
import advect.study.series.StormsStudy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The kinds of studies there are. */
public final class Studies {
  private static final Map<String, Function<ExperimentFile, Study>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(MemoryStudy.KIND, MemoryStudy::read);
    KINDS.put(DigitsStudy.KIND, DigitsStudy::read);
    KINDS.put(AnodeFlipStudy.KIND, AnodeFlipStudy::read);
    KINDS.put(AnodeSpheresStudy.KIND, AnodeSpheresStudy::read);
    KINDS.put(EnergyStudy.KIND, EnergyStudy::read);
    KINDS.put(AutoencoderStudy.KIND, AutoencoderStudy::read);
    KINDS.put(FlowOverTimeStudy.KIND, FlowOverTimeStudy::read);
    KINDS.put(SpiralsStudy.KIND, SpiralsStudy::read);
    KINDS.put(StormsStudy.KIND, StormsStudy::read);
  }

  private Studies() {}

  /**
   * The study that a file describes.
   *
   * @throws SpecException naming source, line and key of the first mistake
   */
  public static Study of(ExperimentFile file) {
    String kind = file.study(List.copyOf(KINDS.keySet()));
    return requireNonNull(KINDS.get(kind)).apply(file);
  }
}
