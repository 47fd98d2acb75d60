package dev.squall.lectures.quorum;

import dev.squall.lectures.quorum.QuorumMessages.GetRequest;
import dev.squall.lectures.quorum.QuorumMessages.GetResponse;
import dev.squall.lectures.quorum.QuorumMessages.SetRequest;
import dev.squall.lectures.quorum.QuorumMessages.SetResponse;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv.Cas;
import dev.squall.node.protocol.LinKv.Read;
import dev.squall.node.protocol.LinKv.ReadOk;
import dev.squall.node.protocol.LinKv.Write;
import dev.squall.node.protocol.LinKv.WriteOk;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A replica of a key-value store with quorum reads and writes, and the coordinator of its clients' requests (lectures
 * 5.2 and 7.2). The algorithm is by Attiya, Bar-Noy and Dolev ("Sharing memory robustly in message-passing systems",
 * 1995), with several writers as in Lynch and Shvartsman (1997).
 *
 * <p>If r + w &gt; n, a read returns the last write completed before the read, or a newer write. With synchronous read
 * repair, each key is a linearizable register. Both guarantees hold under all faults of network, clocks and nodes, if
 * crashes keep synced records. Only forged messages can violate the guarantees.
 *
 * <p>Requests succeed while a read quorum and a write quorum are up and reachable. Without a quorum, requests fail with
 * an error, and never return a wrong result.
 */
public class QuorumNode implements Node {

    private final Environment environment;
    private final QuorumOptions options;
    private List<String> replicas;
    private Replica replica;
    private Rounds rounds;

    protected QuorumNode(Environment environment, QuorumOptions options) {
        this.environment = environment;
        this.options = options;
    }

    /** Handles initialisation and recovery from a crash. Initialisation is a recovery with empty storage. */
    @Override
    public final void start() {
        replicas = environment.nodeIds();
        requireQuorum("read-quorum", readQuorum());
        requireQuorum("write-quorum", writeQuorum());
        replica = new Replica(environment, options.compactAbove());
        rounds = new Rounds(environment, replica.life(), options.retransmitMillis());
    }

    private void requireQuorum(String name, int size) {
        if (size > replicas.size()) {
            throw new IllegalArgumentException("The option '" + name + "' is " + size + " and must be at most "
                    + replicas.size() + ", the number of replicas.");
        }
    }

    @Override
    public final void receive(Message message) {
        Body body = message.body();
        if (body instanceof GetRequest request) {
            onGetRequest(message, request.key());
        } else if (body instanceof SetRequest request) {
            onSetRequest(message, request.key(), request.version());
        } else if (body instanceof GetResponse || body instanceof SetResponse) {
            rounds.onResponse(message);
        } else if (body instanceof Read request) {
            onRequestToRead(begin(message), request.key());
        } else if (body instanceof Write request) {
            onRequestToWrite(begin(message), request.key(), request.value());
        } else if (body instanceof Cas request) {
            onRequestToCompareAndSet(begin(message), request);
        } else if (message.isFromClient()) {
            begin(message)
                    .answer(new ErrorReply(ErrorCode.NOT_SUPPORTED, "this store knows the requests read and write"));
        }
    }

    // ---- As a replica

    private void onGetRequest(Message request, Object key) {
        environment.reply(request, new GetResponse(replica.version(key)));
    }

    private void onSetRequest(Message request, Object key, Version version) {
        replica.store(key, version);
        environment.reply(request, new SetResponse());
    }

    // ---- As the coordinator of clients' requests

    private Operation begin(Message request) {
        Operation operation = new Operation(environment, request);
        operation.limit(options.operationTimeoutMillis(), () -> onNoQuorum(operation));
        return operation;
    }

    private void onRequestToRead(Operation operation, Object key) {
        read(operation, key, version -> answerRead(operation, version));
    }

    private void onRequestToWrite(Operation operation, Object key, Object value) {
        write(operation, key, value, () -> operation.answer(new WriteOk()));
    }

    /** Rejects a compare-and-set, because quorum reads and writes cannot implement a linearizable one (lecture 7.2). */
    protected void onRequestToCompareAndSet(Operation operation, Cas request) {
        operation.answer(
                new ErrorReply(ErrorCode.NOT_SUPPORTED, "compare-and-set needs consensus; this store has none"));
    }

    /** Handles an operation that reached no quorum before its timeout. */
    protected void onNoQuorum(Operation operation) {
        operation.answerUnavailable();
    }

    /** Answers a read with a version of the key. */
    protected final void answerRead(Operation operation, Version version) {
        operation.answer(
                version.isNone()
                        ? new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "the key has never been written")
                        : new ReadOk(version.value()));
    }

    /** Reads the newest version of a key in a read quorum, with read repair. */
    protected final void read(Operation operation, Object key, Consumer<Version> whenRead) {
        getFromQuorum(operation, key, versions -> {
            Version newest = newest(versions.values());
            List<String> outdated = replicas.stream()
                    .filter(node -> !newest.equals(versions.get(node)))
                    .toList();
            repair(operation, key, newest, outdated, whenRead);
        });
    }

    /**
     * Repairs replicas after a read, and continues the read as soon as the read need not wait for the repair.
     *
     * @param outdated replicas that are not known to have the newest version
     */
    protected void repair(
            Operation operation, Object key, Version newest, List<String> outdated, Consumer<Version> whenRead) {
        int needed = writeQuorum() - (replicas.size() - outdated.size());
        switch (options.readRepair()) {
            case NONE -> whenRead.accept(newest);
            case ASYNCHRONOUS -> {
                set(operation, outdated, key, newest, needed, () -> {});
                whenRead.accept(newest);
            }
            case SYNCHRONOUS -> set(operation, outdated, key, newest, needed, () -> whenRead.accept(newest));
        }
    }

    /**
     * Writes a key: chooses a timestamp above the timestamps in a read quorum, and stores the value with this timestamp
     * in a write quorum.
     */
    protected final void write(Operation operation, Object key, Object value, Runnable whenWritten) {
        getFromQuorum(operation, key, versions -> {
            Timestamp timestamp = issueTimestamp(key, newest(versions.values()).timestamp());
            operation.noteMayTakeEffect();
            set(operation, replicas, key, new Version(timestamp, value), writeQuorum(), whenWritten);
        });
    }

    private void getFromQuorum(Operation operation, Object key, Consumer<Map<String, Version>> whenGot) {
        operation.add(rounds.begin(replicas, new GetRequest(key), readQuorum(), responses -> {
            Map<String, Version> versions = new LinkedHashMap<>();
            responses.forEach((node, response) -> versions.put(node, ((GetResponse) response).version()));
            whenGot.accept(versions);
        }));
    }

    private void set(
            Operation operation, List<String> targets, Object key, Version version, int needed, Runnable whenSet) {
        operation.add(rounds.begin(targets, new SetRequest(key, version), needed, responses -> whenSet.run()));
    }

    private static Version newest(Collection<Version> versions) {
        return versions.stream().max(Comparator.comparing(Version::timestamp)).orElseThrow();
    }

    // ---- Timestamps

    /**
     * Returns a new timestamp above {@code newest}. The node has never issued this timestamp, and will not issue it
     * again after a crash.
     */
    private Timestamp issueTimestamp(Object key, Timestamp newest) {
        long counter = nextCounter(newest.counter(), replica.issuedCounter());
        // The counter is stable before any replica can have the timestamp. Otherwise the node could issue the same
        // counter again after a crash.
        replica.storeIssuedCounter(counter);
        Timestamp timestamp = new Timestamp(counter, environment.nodeId());
        environment.journal(new QuorumFacts.TimestampIssued(key, timestamp));
        return timestamp;
    }

    /**
     * Returns the counter of a write's timestamp.
     *
     * @param newest highest counter of the key in a read quorum
     * @param issued last counter that this node has issued, perhaps for another write still in progress
     */
    protected long nextCounter(long newest, long issued) {
        return Math.max(newest, issued) + 1;
    }

    /** Returns r, the number of replicas that must answer a read. */
    protected int readQuorum() {
        return options.readQuorum().orElse(majority());
    }

    /** Returns w, the number of replicas that must store a write. */
    protected int writeQuorum() {
        return options.writeQuorum().orElse(majority());
    }

    private int majority() {
        return replicas.size() / 2 + 1;
    }

    // ---- What flawed variants do without a quorum

    /** Returns the newest version of a key at this node. */
    protected final Version ownVersion(Object key) {
        return replica.version(key);
    }

    /** Writes a key at this node alone. */
    protected final void writeOwn(Object key, Object value) {
        replica.store(key, new Version(issueTimestamp(key, ownVersion(key).timestamp()), value));
    }
}
