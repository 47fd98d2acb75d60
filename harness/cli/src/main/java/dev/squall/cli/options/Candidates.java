package dev.squall.cli.options;

import dev.squall.cli.check.CheckModels;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Worlds;
import dev.squall.system.Claim;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names that a shell can complete, by the kind of a parameter. Names are looked up at the first iteration, which only
 * {@code squall completion} begins.
 */
public final class Candidates {

    /** Names that a shell reads as one word; others, of systems on a user's class path, are left out. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]+");

    private Candidates() {}

    /** Names of the systems that can run. */
    public static final class OfSystems implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(Systems.installed().all(), SystemUnderTest::name);
        }
    }

    /** Names of the systems with a program, which can be simulated. */
    public static final class OfPrograms implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(Systems.installed().withProgram(), SystemUnderTest::name);
        }
    }

    /** Names of the flawed systems. */
    public static final class OfFlaws implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(
                    Systems.installed().withProgram().stream()
                            .filter(system -> system.flaw().isPresent())
                            .toList(),
                    SystemUnderTest::name);
        }
    }

    /** Names of the lectures' claims. */
    public static final class OfClaims implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(Systems.installed().claims(), Claim::id);
        }
    }

    /** Names of the families of faults, and the words for all and none. */
    public static final class OfFaults implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(
                    Stream.concat(
                                    Arrays.stream(FaultFamily.values()).map(FaultFamily::faultName),
                                    Stream.of(ExperimentOptions.ALL_FAULTS, ExperimentOptions.NO_FAULTS))
                            .toList(),
                    Function.identity());
        }
    }

    /** Names of the workloads. */
    public static final class OfWorkloads implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(Systems.installed().workloadNames(), Function.identity());
        }
    }

    /** Names of the worlds. */
    public static final class OfWorlds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(Worlds.names(), Function.identity());
        }
    }

    /** Names of the models of {@code squall check}. */
    public static final class OfModels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(CheckModels.list(), CheckModels.Named::name);
        }
    }

    private static <T> Iterator<String> words(List<T> values, Function<T, String> name) {
        return values.stream().map(name).filter(WORD.asMatchPredicate()).iterator();
    }
}
