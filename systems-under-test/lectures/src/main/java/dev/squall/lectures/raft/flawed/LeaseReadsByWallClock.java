package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Raft with a leader that answers reads immediately from its applied state while it holds a lease. The lease starts
 * when the leader appends an entry that all nodes acknowledge later. The lease lasts for the minimum election timeout.
 * During the lease, no node should start an election, because each node heard from the leader after the start of the
 * lease.
 *
 * <p>Flaw: the wall clock measures the lease and can be set back, but the monotonic clock measures election timeouts
 * (lectures 3.1 and 7.2; Raft paper, section 8). A lease by monotonic clocks would be safe if these clocks do not
 * drift.
 *
 * <p>Symptom: stale reads, so the store is not linearizable. The logs stay correct.
 *
 * <p>Trigger: partitioning the leader, and setting back its clock after the other nodes have elected a new leader and
 * committed a write.
 */
public final class LeaseReadsByWallClock extends RaftProgram {

    @Override
    protected KeyValueStore newStore(Environment environment, RaftOptions options) {
        return new LeaseStore(environment, options);
    }

    private record Append(long term, long index, long wallClockNanos) {}

    private static final class LeaseStore extends KeyValueStore {

        private final Environment environment;
        private final long leaseNanos;

        /**
         * Appends of the leader in the order of the log: the latest append acknowledged by all nodes, then all
         * unacknowledged appends.
         */
        private final Deque<Append> appends = new ArrayDeque<>();

        LeaseStore(Environment environment, RaftOptions options) {
            super(environment);
            this.environment = environment;
            this.leaseNanos = TimeUnit.MILLISECONDS.toNanos(options.electionTimeoutMillis());
        }

        @Override
        protected void onRequestAtLeader(RaftNode raft, Command command, String via) {
            if (command.operation().equals(Command.READ) && hasLease(raft)) {
                answer(via, appliedState().apply(command));
            } else {
                appends.addLast(new Append(raft.currentTerm(), raft.logLength(), environment.wallClockNanos()));
                super.onRequestAtLeader(raft, command, via);
            }
        }

        private boolean hasLease(RaftNode raft) {
            appends.removeIf(append -> append.term() < raft.currentTerm());
            Append latest = null;
            while (!appends.isEmpty() && appends.peekFirst().index() < raft.lengthAckedByAll()) {
                latest = appends.removeFirst();
            }
            if (latest == null) {
                return false;
            }
            appends.addFirst(latest);
            return environment.wallClockNanos() < latest.wallClockNanos() + leaseNanos;
        }
    }
}
