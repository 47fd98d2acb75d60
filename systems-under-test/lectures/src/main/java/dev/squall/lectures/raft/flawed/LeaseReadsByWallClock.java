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
 * Raft whose leader answers reads at once from its applied state while it has a lease. The lease begins when the leader
 * appends an entry that all nodes acknowledge later. It lasts for the shortest election timeout. Until it ends, no node
 * should stand for election, because each heard from the leader after the lease began.
 *
 * <p>Flaw: the lease is timed by the wall clock, which can be set back, and the election timeouts are not (lectures 3.1
 * and 7.2; Raft paper, section 8). With the monotonic clock the lease would hold if that clock runs true.
 *
 * <p>Symptom: stale reads, so the store is not linearizable. The logs stay correct.
 *
 * <p>Trigger: partitioning the leader, and setting back its clock after the others have elected another leader and
 * written.
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

        /** The latest append that all nodes are known to have, then those that are not, in the order of the log. */
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
