package dev.squall.check.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.delivery.Fact;
import dev.squall.check.delivery.RandomRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The laws of clocks against their definitions, on runs whose clocks are right but for a fault here and there. */
class ClockOracleTest {

    private static final int RUNS = 6_000;

    private final Random random = new Random(7);

    private static List<String> names(RandomRun run) {
        List<String> nodes = new ArrayList<>();
        for (int node = 0; node < run.nodes; node++) {
            nodes.add("n" + node);
        }
        return nodes;
    }

    /** A run in which every receipt has its sending. */
    private RandomRun run() {
        RandomRun run;
        do {
            run = new RandomRun(random, false);
        } while (run.facts.stream().anyMatch(fact -> fact.receives() && fact.message() >= 1000));
        return run;
    }

    private static <T> void note(LogicalClockLaw<T, ?> law, int time, Fact fact, T timestamp) {
        if (fact.sends()) {
            law.sent(time, fact.nodeName(), 0, fact.message(), timestamp);
        } else if (fact.receives()) {
            law.received(time, fact.nodeName(), 0, fact.message(), timestamp);
        } else {
            law.local(time, fact.nodeName(), 0, timestamp);
        }
    }

    /** The vectors of the definition; some faults lower, raise or forget a component. */
    private List<Map<String, Integer>> vectors(RandomRun run, double faults) {
        List<Map<String, Integer>> vectors = new ArrayList<>();
        boolean[][] before = run.happenedBefore();
        for (int b = 0; b < run.facts.size(); b++) {
            Map<String, Integer> vector = new HashMap<>();
            for (int a = 0; a <= b; a++) {
                if (a == b || before[a][b]) {
                    vector.merge(run.facts.get(a).nodeName(), 1, Integer::sum);
                }
            }
            if (random.nextDouble() < faults) {
                vector.merge("n" + random.nextInt(run.nodes), 1 - 2 * random.nextInt(2), Integer::sum);
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private static boolean isAtMost(Map<String, Integer> a, Map<String, Integer> b) {
        Set<String> names = new HashSet<>(a.keySet());
        names.addAll(b.keySet());
        return names.stream().allMatch(name -> a.getOrDefault(name, 0) <= b.getOrDefault(name, 0));
    }

    private static boolean isVectorLawKept(RandomRun run, List<Map<String, Integer>> vectors) {
        boolean[][] before = run.happenedBefore();
        for (int a = 0; a < vectors.size(); a++) {
            for (int b = 0; b < vectors.size(); b++) {
                if (a != b && before[a][b] != isAtMost(vectors.get(a), vectors.get(b))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void vectorLawAgreesWithPairwiseCausality() {
        Map<String, Integer> anomalies = new HashMap<>();
        for (int i = 0; i < RUNS; i++) {
            RandomRun run = run();
            List<Map<String, Integer>> vectors = vectors(run, random.nextInt(3) * 0.05);
            VectorClockLaw law = new VectorClockLaw(names(run));
            for (int index : run.interleaved(random)) {
                note(law, index, run.facts.get(index), vectors.get(index));
            }
            boolean kept = isVectorLawKept(run, vectors);
            assertThat(law.verdicts().get(0).validity())
                    .as("%s%n%s%n%s", law.verdicts(), run.facts, vectors)
                    .isEqualTo(kept ? Validity.VALID : Validity.VIOLATION);
            anomalies.merge(law.verdicts().get(0).anomaly(), 1, Integer::sum);
        }
        assertThat(anomalies.get("")).isGreaterThan(RUNS / 10);
        assertThat(anomalies.get("clock-not-monotone-with-causality")).isGreaterThan(RUNS / 20);
        assertThat(anomalies.get("concurrent-events-ordered-by-clock")).isGreaterThan(RUNS / 20);
    }

    private List<Long> lamportTimestamps(RandomRun run, double faults) {
        List<Long> timestamps = new ArrayList<>();
        boolean[][] before = run.happenedBefore();
        for (int b = 0; b < run.facts.size(); b++) {
            long timestamp = 0;
            for (int a = 0; a < b; a++) {
                if (before[a][b]) {
                    timestamp = Math.max(timestamp, timestamps.get(a));
                }
            }
            boolean faulty = random.nextDouble() < faults;
            timestamps.add(faulty ? Math.max(0, timestamp - random.nextInt(2)) : timestamp + 1 + random.nextInt(2));
        }
        return timestamps;
    }

    @Test
    void lamportLawsAgreeWithPairwiseChecks() {
        int monotone = 0;
        int unique = 0;
        for (int i = 0; i < RUNS; i++) {
            RandomRun run = run();
            List<Long> timestamps = lamportTimestamps(run, random.nextInt(3) * 0.08);
            LamportClockLaws laws = new LamportClockLaws(names(run));
            for (int index : run.interleaved(random)) {
                note(laws, index, run.facts.get(index), timestamps.get(index));
            }
            boolean isMonotone = isMonotone(run, timestamps);
            boolean isUnique = isUnique(run, timestamps);
            assertThat(laws.verdicts())
                    .extracting(verdict -> verdict.validity() == Validity.VALID)
                    .as("%s%n%s%n%s", laws.verdicts(), run.facts, timestamps)
                    .containsExactly(isMonotone, isUnique);
            monotone += isMonotone ? 1 : 0;
            unique += isUnique ? 1 : 0;
        }
        assertThat(monotone).isBetween(RUNS / 10, RUNS - RUNS / 10);
        assertThat(unique).isBetween(RUNS / 10, RUNS - RUNS / 10);
    }

    private static boolean isMonotone(RandomRun run, List<Long> timestamps) {
        boolean[][] before = run.happenedBefore();
        for (int a = 0; a < timestamps.size(); a++) {
            for (int b = 0; b < timestamps.size(); b++) {
                if (before[a][b] && timestamps.get(a) >= timestamps.get(b)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isUnique(RandomRun run, List<Long> timestamps) {
        Set<List<Object>> pairs = new HashSet<>();
        for (int a = 0; a < timestamps.size(); a++) {
            if (!pairs.add(List.of(timestamps.get(a), run.facts.get(a).node()))) {
                return false;
            }
        }
        return true;
    }
}
