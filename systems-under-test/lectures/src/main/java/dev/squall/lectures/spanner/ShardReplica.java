package dev.squall.lectures.spanner;

import dev.squall.lectures.raft.Application;
import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.Snapshot;
import dev.squall.lectures.spanner.SpannerMessages.BeginTransaction;
import dev.squall.lectures.spanner.SpannerMessages.Decision;
import dev.squall.lectures.spanner.SpannerMessages.Prepare;
import dev.squall.lectures.spanner.SpannerMessages.ReadAt;
import dev.squall.lectures.spanner.SpannerMessages.Vote;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Replica of a shard over Raft. Every replica serves reads as of a timestamp, without locks. The leader also assigns
 * timestamps, and runs the shard's part of read-write transactions.
 *
 * <p>A safe time is a promise of the leader that every later timestamp of the shard is larger. The promise is a command
 * in the log, so a later leader keeps it.
 *
 * <p>The replica reacts to delivered commands in a handler of its own, because an application must not broadcast within
 * a delivery.
 */
public class ShardReplica implements Application {

    /** A delivered command that the replica has applied, and has not reacted to. */
    private record Delivered(Command command, ShardCommand content) {}

    private final Environment environment;
    private final SpannerOptions options;
    private final TrueTime trueTime;
    private final Shards shards;
    private final ShardState state = new ShardState();
    private final LockRequests locks = new LockRequests();
    private final Participant participant;
    private final Gateway gateway;
    private Coordinator coordinator;
    private SnapshotReads reads;
    private RaftNode raft;

    private boolean hasStarted;
    private long lastTermLed;
    /** Term in which this leader has applied all entries of earlier terms. */
    private long readyTerm;
    /** Largest timestamp that this leader has assigned or promised. */
    private long lastAssigned;

    private long promisedSafeTime;
    private final List<Delivered> delivered = new ArrayList<>();

    public ShardReplica(Environment environment, SpannerOptions options, TrueTime trueTime) {
        this.environment = environment;
        this.options = options;
        this.trueTime = trueTime;
        this.shards = new Shards(environment);
        this.participant = new Participant(this);
        this.gateway = new Gateway(environment, options, trueTime, shards);
    }

    /** Sets the Raft node and the other parts of this replica, once, before the node starts. */
    final void standOn(RaftNode node, Coordinator newCoordinator, SnapshotReads newReads) {
        raft = node;
        coordinator = newCoordinator;
        reads = newReads;
    }

    /** Handles the start of the node. The log is never compacted, so the snapshot is empty. */
    @Override
    public final void restore(Snapshot snapshot) {
        if (!hasStarted) {
            hasStarted = true;
            trueTime.start();
            environment.setTimer(options.retryMillis(), this::periodically);
        }
    }

    private void periodically() {
        environment.setTimer(options.retryMillis(), this::periodically);
        gateway.retry();
        if (isReady()) {
            coordinator.retry();
            participant.retry();
        }
        reads.giveUpOld();
        promiseSafeTime();
    }

    @Override
    public final void onMessage(RaftNode node, Message message) {
        Body body = message.body();
        if (gateway.handles(message)) {
            return;
        }
        if (body instanceof ReadAt read) {
            reads.onReadAt(message.source(), read);
            promiseSafeTime();
        } else if (!isReady()) {
            return; // Only the leader takes part in read-write transactions. The sender sends the message again.
        } else if (body instanceof BeginTransaction begin) {
            coordinator.onBegin(message.source(), begin);
        } else if (body instanceof Vote vote) {
            coordinator.onVote(vote);
        } else if (body instanceof Prepare prepare) {
            participant.onPrepare(prepare);
        } else if (body instanceof Decision decision) {
            participant.onDecision(decision);
        }
    }

    // ---- Leadership

    /** Returns true if this node leads the shard, and has applied all that earlier leaders have committed. */
    private boolean isReady() {
        if (raft.isLeader() && raft.currentTerm() > lastTermLed) {
            // A leader commits entries of earlier terms only together with an entry of its own term.
            lastTermLed = raft.currentTerm();
            broadcast(ShardCommand.blank());
        }
        return leads(readyTerm);
    }

    /** Returns true if this node leads the shard in a term. */
    final boolean leads(long term) {
        return raft.isLeader() && raft.currentTerm() == term;
    }

    final long term() {
        return raft.currentTerm();
    }

    /**
     * Broadcasts a command, unless this node is no leader any more, or leads a new term and is not ready. Then the
     * command belongs to an earlier term. Called outside of deliveries.
     */
    final void propose(ShardCommand command) {
        if (leads(readyTerm)) {
            broadcast(command);
        }
    }

    private void broadcast(ShardCommand command) {
        raft.broadcast(command.toRaft(environment.nodeId(), raft.currentTerm()));
    }

    private void onLeading() {
        readyTerm = raft.currentTerm();
        locks.clear();
        promisedSafeTime = state.safeTime();
        coordinator.onLeading();
        participant.onLeading();
    }

    // ---- Delivery

    @Override
    public final void deliver(long index, Command command) {
        ShardCommand content = ShardCommand.of(command);
        List<Object> written = state.apply(content);
        if (!written.isEmpty()) {
            environment.journal(new SpannerFacts.Installed(content.transaction(), content.timestamp(), written));
        }
        if (delivered.isEmpty()) {
            environment.setTimer(0, this::react);
        }
        delivered.add(new Delivered(command, content));
    }

    private void react() {
        List<Delivered> commands = List.copyOf(delivered);
        delivered.clear();
        for (Delivered each : commands) {
            onDelivered(each.content(), each.command().client(), each.command().messageId());
        }
        promiseSafeTime();
        reads.serve();
    }

    private void onDelivered(ShardCommand content, String proposer, long term) {
        switch (content.kind()) {
            case BLANK -> {
                if (proposer.equals(environment.nodeId()) && leads(term)) {
                    onLeading();
                }
            }
            case PREPARE -> {
                if (isReady()) {
                    participant.onPrepared(content);
                }
            }
            case COMMIT, ABORT -> {
                coordinator.onDecided(content, proposer, term);
                participant.onEnded(content);
                locks.release(content.transaction());
            }
            case SAFE -> {}
        }
    }

    // ---- Timestamps

    /**
     * Assigns a timestamp: at least {@code latest} of TrueTime, and above every timestamp that the shard has promised.
     *
     * @param atLeast lower bound on the timestamp
     */
    final long assign(long atLeast) {
        lastAssigned = Math.max(Math.max(atLeast, trueTime.now().latest()), lastPromised() + 1);
        return lastAssigned;
    }

    /** Returns the largest timestamp that this leader, or an earlier leader, has assigned or promised. */
    protected long lastPromised() {
        return Math.max(lastAssigned, state.lastTimestamp());
    }

    /** Promises, at the leader, a safe time for the waiting reads. Transactions in commit wait limit the safe time. */
    final void promiseSafeTime() {
        long wanted = reads.latestWaiting();
        if (wanted > promisedSafeTime && isReady()) {
            long safeTime = Math.min(wanted, coordinator.lowestWaiting() - 1);
            if (safeTime > promisedSafeTime) {
                promisedSafeTime = safeTime;
                lastAssigned = Math.max(lastAssigned, safeTime);
                propose(ShardCommand.safe(safeTime));
            }
        }
    }

    // ---- Parts

    final Environment environment() {
        return environment;
    }

    final SpannerOptions options() {
        return options;
    }

    final TrueTime trueTime() {
        return trueTime;
    }

    final Shards shards() {
        return shards;
    }

    final ShardState state() {
        return state;
    }

    final LockRequests locks() {
        return locks;
    }

    @Override
    public final void onTruncated(long length) {
        // The client's node gives up transactions of truncated entries, or another leader decides on them.
    }

    @Override
    public final Snapshot snapshot(long length, long lastTerm) {
        throw new UnsupportedOperationException("the log of a shard is never compacted");
    }
}
