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
 * Raft whose leader answers reads at once from what it has applied while it has a lease: for the shortest election
 * timeout from when it appended an entry that all nodes have acknowledged since. Until then none of them stands for
 * election, as each has heard from the leader later than that.
 *
 * <p>Wrong: the lease is timed by the wall clock, which is set to and fro, and the election timeouts are not (lectures
 * 3.1 and 7.2; Raft paper, section 8). By the monotonic clock it would hold as long as that runs true.
 *
 * <p>Shows: stale reads, so that the store is not linearizable; the logs stay right.
 *
 * <p>By: cutting off the leader, and setting back its clock once the others have elected another and written.
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

        /** Those not known to all nodes, in the order of the log, after the latest that is. */
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
