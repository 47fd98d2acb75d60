package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RaftStoreTest {

    private record State(RaftRecords.TermAndVote termAndVote, Snapshot snapshot, List<LogEntry> entries) {}

    private final TestNode environment = new TestNode(
            "n1",
            List.of("n1"),
            new RaftProgram(),
            Map.of(),
            new VirtualTime(),
            new SplittableRandom(1),
            message -> {});

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
        TestStorage disk = (TestStorage) environment.storage();
        disk.crash(random.nextInt(disk.unsynced() + 1));
        RaftStore recovered = new RaftStore(environment);
        assertThat(sinceSync).contains(stateOf(recovered));
        assertThat(recovered.recoveredCommitLength())
                .isLessThanOrEqualTo(recovered.log().length());
        disk.replace(List.of());
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
