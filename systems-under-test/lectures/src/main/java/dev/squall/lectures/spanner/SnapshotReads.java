package dev.squall.lectures.spanner;

import dev.squall.lectures.spanner.SpannerMessages.ReadAt;
import dev.squall.lectures.spanner.SpannerMessages.ReadAtOk;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads of a replica as of a timestamp, without locks. A read waits for its safe time: no transaction of the shard can
 * commit at or below the timestamp any more.
 *
 * <p>The leader promises safe times by commands in the log. A prepared transaction may still commit at a timestamp from
 * its preparation on, so a read also waits for the decision.
 */
public class SnapshotReads {

    /** A read that waits for its safe time. */
    private record Waiting(String clientNode, ReadAt request, long sinceNanos) {}

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final ShardReplica replica;
    private final Environment environment;
    private final List<Waiting> waiting = new ArrayList<>();

    public SnapshotReads(ShardReplica replica) {
        this.replica = replica;
        this.environment = replica.environment();
    }

    final void onReadAt(String clientNode, ReadAt request) {
        String name = request.transaction();
        if (waiting.stream().noneMatch(read -> read.request().transaction().equals(name))) {
            waiting.add(new Waiting(clientNode, request, environment.monotonicNanos()));
            serve();
        }
    }

    /** Serves the reads whose safe time has come. */
    final void serve() {
        for (Waiting read : List.copyOf(waiting)) {
            if (isSafe(read.request().timestamp())) {
                waiting.remove(read);
                serve(read.clientNode(), read.request());
            }
        }
    }

    /** Returns true if no transaction of the shard can commit at or below the timestamp any more. */
    protected boolean isSafe(long timestamp) {
        return timestamp <= replica.state().safeTime()
                && replica.state().allPrepared().stream().allMatch(promise -> promise.timestamp() > timestamp);
    }

    private void serve(String clientNode, ReadAt request) {
        ShardState state = replica.state();
        List<Object> values = new ArrayList<>();
        for (Object key : request.keys()) {
            environment.journal(new SpannerFacts.SnapshotRead(
                    request.transaction(), request.timestamp(), key, state.version(key, request.timestamp())));
            values.add(state.value(key, request.timestamp()));
        }
        environment.send(
                clientNode, new ReadAtOk(request.transaction(), replica.shards().own(), values));
    }

    /** Gives up reads whose client's node has given them up. */
    final void giveUpOld() {
        long oldest = environment.monotonicNanos() - replica.options().lifetimeMillis() * NANOS_PER_MILLI;
        waiting.removeIf(read -> read.sinceNanos() < oldest);
    }

    /** Returns the largest timestamp of a waiting read, or 0 if there is none. */
    final long latestWaiting() {
        return waiting.stream()
                .mapToLong(read -> read.request().timestamp())
                .max()
                .orElse(0);
    }
}
