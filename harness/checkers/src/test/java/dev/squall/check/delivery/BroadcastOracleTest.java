package dev.squall.check.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.journal.CrashContract;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checkers of broadcasts against the definitions, with the journals of the nodes in any interleaving. */
class BroadcastOracleTest {

    private static final int RUNS = 4_000;

    static List<Verdict> verdicts(RandomRun run, CrashContract contract, int due, List<Integer> order) {
        List<String> nodes = new ArrayList<>();
        for (int node = 0; node < run.nodes; node++) {
            nodes.add("n" + node);
        }
        BroadcastDelivery broadcast = new BroadcastDelivery(nodes, contract, List.of(BroadcastProperty.values()));
        for (int index : order) {
            note(broadcast, index, run.facts.get(index));
        }
        broadcast.ended(due);
        return broadcast.verdicts();
    }

    private static void note(BroadcastDelivery broadcast, int time, Fact fact) {
        String node = fact.nodeName();
        switch (fact.kind()) {
            case BROADCAST -> broadcast.broadcast(time, node, fact.life(), fact.message());
            case ACKNOWLEDGED -> broadcast.acknowledged(time, node, fact.life(), fact.message());
            case DELIVERED -> broadcast.delivered(time, node, fact.life(), fact.message());
            case SENT_BESIDE -> broadcast.sentBeside(time, node, fact.life(), fact.message());
            case RECEIVED_BESIDE -> broadcast.receivedBeside(time, node, fact.life(), fact.message());
            case CRASHED -> broadcast.crashed(time, node);
            case RESTARTED -> broadcast.restarted(time, node, fact.life());
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomRunsAgreeWithDefinitions(CrashContract contract) {
        Random random = new Random(contract.ordinal());
        Map<BroadcastProperty, Integer> kept = new EnumMap<>(BroadcastProperty.class);
        for (int i = 0; i < RUNS; i++) {
            RandomRun run = new RandomRun(random, true);
            int due = random.nextInt(4) == 0 ? random.nextInt(run.facts.size() + 1) : run.facts.size();
            BroadcastDefinitions definitions = new BroadcastDefinitions(run, contract, due);
            List<Verdict> verdicts = verdicts(run, contract, due, run.interleaved(random));
            for (BroadcastProperty property : BroadcastProperty.values()) {
                boolean expected = definitions.isKept(property);
                assertThat(verdicts.get(property.ordinal()).validity())
                        .as("%s, due %s%n%s%n%s", verdicts.get(property.ordinal()), due, contract, run.facts)
                        .isEqualTo(expected ? Validity.VALID : Validity.VIOLATION);
                kept.merge(property, expected ? 1 : 0, Integer::sum);
            }
        }
        for (BroadcastProperty property : BroadcastProperty.values()) {
            assertThat(kept.get(property)).as(property.checker()).isBetween(RUNS / 20, RUNS - RUNS / 20);
        }
    }
}
