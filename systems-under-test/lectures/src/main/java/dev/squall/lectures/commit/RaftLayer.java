package dev.squall.lectures.commit;

import dev.squall.lectures.commit.CommitRecords.VoteCast;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Environment of the Raft layer of a node that also stores votes. Raft reads its own records only, because it requires
 * a storage of its own. Everything else is the node's environment.
 */
record RaftLayer(Environment node) implements Environment {

    @Override
    public StableStorage storage() {
        return new RaftStorage(node.storage());
    }

    @Override
    public String nodeId() {
        return node.nodeId();
    }

    @Override
    public List<String> nodeIds() {
        return node.nodeIds();
    }

    @Override
    public void send(Message message) {
        node.send(message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        return node.setTimer(delayMillis, action);
    }

    @Override
    public long wallClockNanos() {
        return node.wallClockNanos();
    }

    @Override
    public long monotonicNanos() {
        return node.monotonicNanos();
    }

    @Override
    public RandomGenerator random() {
        return node.random();
    }

    @Override
    public void journal(Fact fact) {
        node.journal(fact);
    }

    /** The node's storage without the votes. */
    private record RaftStorage(StableStorage all) implements StableStorage {

        @Override
        public List<StableRecord> read() {
            return all.read().stream()
                    .filter(stored -> !(stored instanceof VoteCast))
                    .toList();
        }

        @Override
        public void append(StableRecord stored) {
            all.append(stored);
        }

        @Override
        public void sync() {
            all.sync();
        }

        @Override
        public void replace(List<? extends StableRecord> records) {
            throw new UnsupportedOperationException("the log of votes is never compacted");
        }
    }
}
