package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Environment;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RaftStoreTest {

    private record State(RaftRecords.TermAndVote termAndVote, Snapshot snapshot, List<LogEntry> entries) {}

    private final VirtualCluster cluster =
            VirtualCluster.of(new RaftProgram()).size(1).playing("n1").start();
    private final Environment environment = cluster.environment("n1");

    @Property(tries = 300)
    void aCrashLeavesAStateSinceTheLastSync(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RaftStore store = new RaftStore(environment);
        List<State> sinceSync = new ArrayList<>(List.of(stateOf(store)));
        for (int step = random.nextInt(60); step > 0; step--) {
            boolean stable = change(store, random, step);
            if (stable) {
                sinceSync.clear();
            }
            sinceSync.add(stateOf(store));
        }
        cluster.crash("n1", WriteLoss.values()[random.nextInt(WriteLoss.values().length)]);
        RaftStore recovered = new RaftStore(environment);
        assertThat(sinceSync).contains(stateOf(recovered));
        assertThat(recovered.recoveredCommitLength())
                .isLessThanOrEqualTo(recovered.log().length());
        environment.storage().replace(List.of());
    }

    /** Makes one change. Returns true if it and all before it are stable. */
    private static boolean change(RaftStore store, SplittableRandom random, int step) {
        RaftLog log = store.log();
        switch (random.nextInt(10)) {
            case 0 -> store.putTermAndVote(step, random.nextBoolean() ? "n1" : null);
            case 1 -> store.truncate(random.nextLong(log.start(), log.length() + 1));
            case 2 -> store.putCommitLength(log.length());
            case 3 -> {
                store.sync();
                return true;
            }
            case 4 -> {
                long length = random.nextLong(log.start(), log.length() + 3);
                long term = length <= log.length() ? log.termOfPrefix(length) : 9;
                store.compact(new Snapshot(length, term, List.of(), List.of()));
                return true;
            }
            default ->
                store.append(
                        new LogEntry(1 + random.nextInt(3), new Command("c1", step, Command.READ, "x", null, null)));
        }
        return false;
    }

    private static State stateOf(RaftStore store) {
        RaftLog log = store.log();
        return new State(store.termAndVote(), log.snapshot(), log.slice(log.start(), Integer.MAX_VALUE));
    }
}
