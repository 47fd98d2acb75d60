package dev.squall.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.squall.experiment.Experiment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the rooms of the house, and what keeps a simulated run repeatable. */
class ArchitectureTest {

    static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("dev.squall");

    private static final String OURS = "dev.squall..";

    /** The packages of the modules that others may use. */
    private static final Map<String, String[]> ROOMS = Map.ofEntries(
            Map.entry("node", new String[] {"dev.squall.node.."}),
            Map.entry("lectures", new String[] {"dev.squall.lectures.."}),
            Map.entry("checkers", new String[] {"dev.squall.history..", "dev.squall.check.."}),
            Map.entry("core", core()),
            Map.entry("testkit", new String[] {"dev.squall.testkit.."}),
            Map.entry("real", new String[] {"dev.squall.real.."}),
            Map.entry("jepsen", new String[] {"dev.squall.jepsen.."}),
            Map.entry("report", new String[] {"dev.squall.report.."}),
            Map.entry("suite", new String[] {"dev.squall.suite.."}),
            Map.entry("claims", new String[] {"dev.squall.claims.."}),
            Map.entry("explore", new String[] {"dev.squall.explore.."}),
            Map.entry("play", new String[] {"dev.squall.play.."}),
            Map.entry("mutate", new String[] {"dev.squall.mutate.."}),
            Map.entry("spark", new String[] {"dev.squall.spark.."}),
            Map.entry("junit", new String[] {"dev.squall.junit.."}));

    private static final long TYPES_PER_PACKAGE_MAX = 25;

    /** Packages whose description says why they are larger. */
    private static final Map<String, Long> LARGER_PACKAGES = Map.of("dev.squall.fault", 30L);

    private static final Map<Class<?>, List<String>> CLOCKS_AND_DICE = Map.of(
            System.class, List.of("nanoTime", "currentTimeMillis"),
            Instant.class, List.of("now"),
            Clock.class, List.of("systemUTC", "systemDefaultZone", "system"),
            Thread.class, List.of("sleep"),
            Math.class, List.of("random"),
            Random.class, List.of("<init>"),
            ThreadLocalRandom.class, List.of("current"));

    static String[] core() {
        return new String[] {
            "dev.squall.experiment..",
            "dev.squall.run..",
            "dev.squall.system..",
            "dev.squall.scenario..",
            "dev.squall.generator..",
            "dev.squall.client..",
            "dev.squall.workload..",
            "dev.squall.fault..",
            "dev.squall.scenario..",
            "dev.squall.world.."
        };
    }

    @ParameterizedTest
    @CsvSource({
        "node, ''",
        "lectures, node checkers core",
        "checkers, ''",
        "core, node checkers",
        "testkit, node checkers core",
        "real, node checkers core",
        "jepsen, node checkers core",
        "report, node checkers core",
        "suite, node checkers core",
        "claims, node checkers core",
        "explore, node checkers core",
        "play, node checkers core explore report",
        "mutate, node checkers core",
        "spark, node checkers core",
        "junit, node checkers core report"
    })
    void moduleUsesOnlyItsGrantedModules(String room, String granted) {
        String[] own = ROOMS.get(room);
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(own);
        for (String other : granted.isEmpty() ? new String[0] : granted.split(" ")) {
            allowed = allowed.or(resideInAnyPackage(ROOMS.get(other)));
        }
        noClasses()
                .that()
                .resideInAnyPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(allowed)))
                .check(CLASSES);
    }

    @Test
    void nodesUseNothingOfTheHarness() {
        noClasses()
                .that()
                .resideInAPackage("dev.squall.lectures..")
                .and()
                .haveNameNotMatching(".*(Systems|Claims|Journal|Workload|WorkloadClient|Cases)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(not(resideInAnyPackage("dev.squall.node..", "dev.squall.lectures.."))))
                .check(CLASSES);
    }

    @Test
    void everyClassIsInARoomOfTheDesign() {
        String[] modules =
                ROOMS.values().stream().flatMap(java.util.Arrays::stream).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(OURS)
                .should()
                .resideInAnyPackage(java.util.stream.Stream.concat(
                                java.util.Arrays.stream(modules), java.util.stream.Stream.of("dev.squall.cli.."))
                        .toArray(String[]::new))
                .check(CLASSES);
        assertThat(CLASSES).hasSizeGreaterThan(100);
    }

    @Test
    void nothingUsesRealSystemsButThemselves() {
        // They are found by their service: whoever runs something else does not load their clients.
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.squall.real..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.squall.real..")
                .check(CLASSES);
    }

    @Test
    void nothingUsesTheCommandLineButItself() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.squall.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.squall.cli..")
                .check(CLASSES);
    }

    @Test
    void onlyTheBuilderMakesExperiments() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Experiment.class)
                .should()
                .callConstructorWhere(JavaCall.Predicates.target(owner(type(Experiment.class))))
                .check(CLASSES);
    }

    @Test
    void packagesDoNotUseEachOtherInCycles() {
        slices().assignedFrom(new PackagesAndTopics()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageFitsInOneLook() {
        Map<String, Long> types = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));

        assertThat(types).allSatisfy((name, count) -> assertThat(count)
                .isLessThanOrEqualTo(LARGER_PACKAGES.getOrDefault(name, TYPES_PER_PACKAGE_MAX)));
    }

    /** Each package is a slice, but a topic of the lectures is one with its flawed variants: it declares both. */
    private static final class PackagesAndTopics implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName().replaceFirst("\\.flawed$", ""));
        }

        @Override
        public String getDescription() {
            return "packages, and topics with their flawed variants";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.squall.lectures..",
                "dev.squall.history..",
                "dev.squall.check..",
                "dev.squall.generator..",
                "dev.squall.client..",
                "dev.squall.workload..",
                "dev.squall.fault..",
                "dev.squall.scenario..",
                "dev.squall.world",
                "dev.squall.world.simulated..",
                "dev.squall.experiment..",
                "dev.squall.run..",
                "dev.squall.system..",
                "dev.squall.explore..",
                "dev.squall.mutate"
            })
    void simulationUsesNoMachineClockOrRandomness(String packages) {
        // The time that a check may take is real time; generated histories are for benchmarks, from a seed of theirs.
        noClocksOrDice(packages, "Meter|GeneratedHistories|GeneratedTransactions(\\$Drawing)?")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theRuleAgainstClocksFindsThem() {
        assertThatThrownBy(
                        () -> noClocksOrDice("dev.squall.world.realtime..", "").check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("RealTimeline")
                .hasMessageContaining("nanoTime");
        assertThatThrownBy(() -> noClocksOrDice("dev.squall.check..", "").check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Meter");
    }

    private static ArchRule noClocksOrDice(String packages, String exceptedClasses) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .and()
                .haveNameNotMatching(".*\\.(" + exceptedClasses + ")")
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "it is a clock or dice of the machine", ArchitectureTest::isClockOrDice));
    }

    private static boolean isClockOrDice(JavaAccess<?> access) {
        return CLOCKS_AND_DICE.entrySet().stream()
                .anyMatch(entry -> access.getTargetOwner().isEquivalentTo(entry.getKey())
                        && entry.getValue().contains(access.getTarget().getName()));
    }
}
