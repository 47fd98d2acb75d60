package dev.squall.suite;

import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Latency;
import dev.squall.world.WorldKind;
import java.util.List;

/** Systems and experiments for tests of suites, which run nothing. */
final class FakeSystems {

    private static final List<String> NAMES = List.of("raft-kv", "quorum", "lww-map");

    private FakeSystems() {}

    static List<SystemUnderTest> select(String word) {
        return NAMES.stream()
                .filter(name -> name.equals(word) || word.equals("all-sound"))
                .map(name -> SystemUnderTest.executable(name, List.of("lin-kv")))
                .toList();
    }

    static Experiment experiment(SystemUnderTest system, WorldKind world, List<String> options) {
        if (options.contains("bad")) {
            throw new IllegalArgumentException("found bad; expected good");
        }
        return Experiment.builder(system.name(), "lin-kv")
                .world(world)
                .nodeCount(3)
                .concurrency(3)
                .ratePerSecond(10)
                .timeLimitMillis(1_000)
                .nemesisIntervalMillis(100)
                .latencyMillis(0)
                .latencyDistribution(Latency.Distribution.CONSTANT)
                .recoveryBoundMillis(1_000)
                .seed(0)
                .build();
    }

    static Suite suite(String text) {
        return new SuiteReader(FakeSystems::select, FakeSystems::experiment).read(text);
    }
}
