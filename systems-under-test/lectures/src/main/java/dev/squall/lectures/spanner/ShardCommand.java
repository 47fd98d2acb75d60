package dev.squall.lectures.spanner;

import dev.squall.lectures.raft.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Command in the log of a shard's Raft group.
 *
 * @param transaction name of the transaction; empty if the command belongs to no transaction
 * @param coordinator shard of the coordinator, for {@link Kind#PREPARE}
 * @param ticket age of the transaction, for {@link Kind#PREPARE}
 * @param timestamp timestamp of preparation or commit, or safe time
 * @param results results of the operations, for {@link Kind#PREPARE}
 * @param operations operations on keys of the shard, for {@link Kind#PREPARE}, and for {@link Kind#COMMIT} at the
 *     coordinator's shard
 */
record ShardCommand(
        Kind kind,
        String transaction,
        int coordinator,
        long ticket,
        long timestamp,
        List<Object> results,
        List<List<Object>> operations) {

    /** Kinds of commands. */
    enum Kind {
        /** A new leader's first command, which commits the entries of earlier terms. */
        BLANK,
        /** The shard promises to commit the transaction if the coordinator decides so. */
        PREPARE,
        /** The transaction commits at the timestamp. */
        COMMIT,
        /** The transaction aborts. */
        ABORT,
        /** The shard promises that every later timestamp is above this timestamp. */
        SAFE
    }

    static ShardCommand blank() {
        return of(Kind.BLANK, "", 0, List.of());
    }

    static ShardCommand safe(long timestamp) {
        return of(Kind.SAFE, "", timestamp, List.of());
    }

    static ShardCommand abort(String transaction) {
        return of(Kind.ABORT, transaction, 0, List.of());
    }

    static ShardCommand commit(String transaction, long timestamp, List<List<Object>> operations) {
        return of(Kind.COMMIT, transaction, timestamp, operations);
    }

    static ShardCommand prepare(SpannerMessages.Prepare request, long timestamp, List<Object> results) {
        return new ShardCommand(
                Kind.PREPARE,
                request.transaction(),
                request.coordinator(),
                request.ticket(),
                timestamp,
                results,
                request.operations());
    }

    private static ShardCommand of(Kind kind, String transaction, long timestamp, List<List<Object>> operations) {
        return new ShardCommand(kind, transaction, 0, 0, timestamp, List.of(), operations);
    }

    /** Returns the command in the form of Raft's log. The message id is the term of the leader that proposes it. */
    Command toRaft(String leader, long term) {
        List<Object> fields = Arrays.asList((long) coordinator, ticket, timestamp, results, operations);
        return new Command(leader, term, kind.name().toLowerCase(Locale.ROOT), transaction, null, fields);
    }

    /** Returns the command of an entry in Raft's log. */
    @SuppressWarnings("unchecked")
    static ShardCommand of(Command command) {
        List<Object> fields = (List<Object>) command.to();
        return new ShardCommand(
                Kind.valueOf(command.operation().toUpperCase(Locale.ROOT)),
                (String) command.key(),
                ((Number) fields.get(0)).intValue(),
                ((Number) fields.get(1)).longValue(),
                ((Number) fields.get(2)).longValue(),
                new ArrayList<>((List<Object>) fields.get(3)),
                (List<List<Object>>) fields.get(4));
    }
}
