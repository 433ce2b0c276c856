package advect;

import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import advect.input.InputException;
import advect.kernel.Kernels;
import advect.numeric.NumericalException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.CacheMode;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packages depend downwards only, and only the command line talks to the terminal. */
@AnalyzeClasses(
    packages = "advect",
    importOptions = ImportOption.DoNotIncludeTests.class,
    cacheMode = CacheMode.PER_CLASS)
class ArchitectureTest {
  private static final Set<String> ENGINE =
      Set.of("parallel", "kernel", "ode", "field", "gradient", "flow", "train");

  /** What stands alone and every other package may use. */
  private static final Set<String> BASICS = Set.of("numeric", "input");

  private static final Set<String> FILES = Set.of("file", "safetensors");

  /** What each package may use, besides libraries. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("numeric", Set.of()),
          Map.entry("input", Set.of()),
          Map.entry("file", Set.of()),
          Map.entry("safetensors", Set.of("file")),
          Map.entry("parallel", Set.of()),
          Map.entry("kernel", Set.of()),
          Map.entry("ode", Set.of()),
          Map.entry("data", Set.of("file")),
          Map.entry("plot", Set.of("file")),
          Map.entry("baseline", Set.of()),
          Map.entry("field", Set.of("kernel")),
          Map.entry("gradient", Set.of("ode")),
          Map.entry("flow", Set.of("parallel", "kernel", "ode", "field", "gradient")),
          Map.entry("train", with(FILES, "parallel", "kernel", "ode", "field", "gradient", "flow")),
          Map.entry("supervised", with(ENGINE, "data")),
          Map.entry("variational", ENGINE),
          Map.entry("model", with(FILES, "parallel", "kernel", "ode", "field", "flow", "data")),
          Map.entry("bench", with(ENGINE, "plot")),
          Map.entry("experiment", with(ENGINE, "file", "data", "model", "plot", "baseline")),
          Map.entry("latent", with(ENGINE, "data", "file")),
          Map.entry(
              "study",
              with(
                  ENGINE,
                  "file",
                  "data",
                  "plot",
                  "experiment",
                  "supervised",
                  "variational",
                  "latent")),
          Map.entry(
              "cli",
              with(
                  ENGINE,
                  "file",
                  "data",
                  "model",
                  "plot",
                  "baseline",
                  "bench",
                  "experiment",
                  "latent",
                  "study")));

  @ArchTest
  static void arrowsRunDownwards(JavaClasses classes) {
    MAY_USE.forEach(
        (from, allowed) -> {
          Set<String> forbidden = new HashSet<>(MAY_USE.keySet());
          if (!BASICS.contains(from)) forbidden.removeAll(BASICS);
          forbidden.removeAll(allowed);
          forbidden.remove(from);
          String[] packages =
              forbidden.stream().map(p -> "advect." + p + "..").toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage("advect." + from + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages)
              .check(classes);
        });
  }

  @ArchTest
  static final ArchRule noCycles = slices().matching("advect.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule specificationsKnowNothingOfRunsAndResults =
      noClasses()
          .that()
          .resideInAPackage("advect.experiment.spec")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "advect.experiment", "advect.experiment.result", "advect.gradient", "advect.plot");

  @ArchTest
  static final ArchRule resultsKnowNothingOfRunsAndTheEngine =
      noClasses()
          .that()
          .resideInAPackage("advect.experiment.result")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(engineAnd("advect.experiment", "advect.data", "advect.plot"));

  @ArchTest
  static final ArchRule onlyKernelsKnowTheVectorApi =
      noClasses()
          .that()
          .resideOutsideOfPackage("advect.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator..");

  /** README says where a library that a user must add is wanted: nowhere else, then. */
  @ArchTest
  static void optionalLibrariesAreUsedInOnePlaceEach(JavaClasses classes) {
    Map.of(
            "org.knowm.xchart..", "advect.plot..",
            "de.erichseifert.vectorgraphics2d..", "advect.plot..",
            "org.duckdb..", "advect.data.table..",
            "com.fasterxml.jackson.dataformat..", "advect.experiment.spec",
            "picocli..", "advect.cli..",
            "me.tongfei..", "advect.cli..")
        .forEach(
            (library, user) ->
                noClasses()
                    .that()
                    .resideOutsideOfPackage(user)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)
                    .check(classes));
  }

  /** Arithmetic of a precision is for those who implement fields; others choose the precision. */
  @ArchTest
  static final ArchRule onlyFieldsKnowKernels =
      noClasses()
          .that()
          .resideOutsideOfPackages("advect.kernel..", "advect.field..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Kernels.class);

  @ArchTest
  static void packagesAreSmall(JavaClasses classes) {
    Map<String, Long> sizes =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !isPackageInfo(type))
            .filter(type -> !type.getName().startsWith("advect.kernel.Float")) // twins
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(sizes)
        .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(25L));
  }

  /** Whoever reads a name need not ask which; what is private is seen where it stands. */
  @ArchTest
  static void noTwoTypesHaveOneName(JavaClasses classes) {
    Map<String, List<String>> names =
        classes.stream()
            .filter(type -> !type.isAnonymousClass() && !isPackageInfo(type))
            .filter(type -> type.isTopLevelClass() || !type.getModifiers().contains(PRIVATE))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertThat(names).allSatisfy((name, types) -> assertThat(types).hasSize(1));
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getName().endsWith(".package-info");
  }

  @ArchTest
  static final ArchRule onlyTheCommandLineTalksToTheTerminal =
      noClasses().that().resideOutsideOfPackage("advect.cli..").should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule exceptionsAreOfTwoFamilies =
      classes()
          .that()
          .haveSimpleNameEndingWith("Exception")
          .should()
          .beAssignableTo(InputException.class)
          .orShould()
          .beAssignableTo(NumericalException.class);

  /** Nobody could catch it with the others. */
  @ArchTest
  static final ArchRule failedArithmeticIsOfTheFamily =
      noClasses()
          .that()
          .areNotAssignableTo(NumericalException.class)
          .should()
          .callConstructor(ArithmeticException.class, String.class);

  private static String[] engineAnd(String... more) {
    return Stream.concat(ENGINE.stream().map(p -> "advect." + p + ".."), Stream.of(more))
        .toArray(String[]::new);
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(Set.of(more));
    return all;
  }
}
