package dev.squall.lectures.spanner;

import dev.squall.lectures.spanner.SpannerMessages.Decision;
import dev.squall.lectures.spanner.SpannerMessages.Prepare;
import dev.squall.lectures.spanner.SpannerMessages.Vote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Participant in transactions of other shards' coordinators, at the leader of a shard (lectures 7.1 and 8.2). The vote
 * to commit is a command in the log, so it survives the leader. The participant keeps its locks until it learns the
 * decision. It sends its vote again until then.
 */
final class Participant {

    private final ShardReplica replica;
    /** Transactions that wait for locks, or whose preparation is not in the log. */
    private final Set<String> preparing = new HashSet<>();
    /** Transactions whose decision this leader has broadcast, and is not in the log. */
    private final Set<String> ending = new HashSet<>();

    Participant(ShardReplica replica) {
        this.replica = replica;
    }

    /** Begins a term as leader: takes the locks of prepared transactions again, and votes again. */
    void onLeading() {
        preparing.clear();
        ending.clear();
        for (ShardCommand promise : replica.state().allPrepared()) {
            replica.locks().request(promise.transaction(), promise.ticket(), promise.operations(), isGranted -> {});
        }
        retry();
    }

    /** Sends the votes of transactions without decision again. */
    void retry() {
        replica.state().allPrepared().forEach(this::vote);
    }

    // ---- Phase one: prepare

    void onPrepare(Prepare request) {
        String name = request.transaction();
        ShardCommand promise = replica.state().prepared(name);
        if (promise != null) {
            vote(promise);
        } else if (replica.state().outcome(name) == null && preparing.add(name)) {
            replica.locks().request(name, request.ticket(), request.operations(), isGranted -> {
                if (isGranted) {
                    prepare(request);
                } else {
                    preparing.remove(name);
                    Vote abort = new Vote(name, replica.shards().own(), false, 0, List.of());
                    replica.shards().send(request.coordinator(), abort);
                }
            });
        }
    }

    /** Promises to commit at a timestamp that is at least the timestamp of this promise. */
    private void prepare(Prepare request) {
        List<Object> results = replica.state().execute(request.operations()).results();
        replica.propose(ShardCommand.prepare(request, replica.assign(0), results));
    }

    /** Handles a promise in the log. */
    void onPrepared(ShardCommand promise) {
        preparing.remove(promise.transaction());
        if (replica.state().prepared(promise.transaction()) != null) {
            vote(replica.state().prepared(promise.transaction()));
        }
    }

    private void vote(ShardCommand promise) {
        Vote ok = new Vote(promise.transaction(), replica.shards().own(), true, promise.timestamp(), promise.results());
        replica.shards().send(promise.coordinator(), ok);
    }

    // ---- Phase two: commit or abort

    void onDecision(Decision decision) {
        String name = decision.transaction();
        if (replica.state().prepared(name) != null) {
            if (ending.add(name)) {
                replica.propose(
                        decision.commit()
                                ? ShardCommand.commit(name, decision.timestamp(), List.of())
                                : ShardCommand.abort(name));
            }
        } else if (replica.locks().isWaiting(name)) {
            preparing.remove(name);
            replica.locks().release(name);
        }
    }

    /** Handles a decision in the log. */
    void onEnded(ShardCommand decision) {
        preparing.remove(decision.transaction());
        ending.remove(decision.transaction());
    }
}
