package dev.squall.lectures.eventual;

import dev.squall.lectures.eventual.EventualRecords.VersionStored;
import dev.squall.lectures.eventual.MultiValueMessages.Difference;
import dev.squall.lectures.eventual.MultiValueMessages.Digest;
import dev.squall.lectures.eventual.MultiValueMessages.Known;
import dev.squall.lectures.eventual.MultiValueMessages.Siblings;
import dev.squall.lectures.eventual.MultiValueMessages.Update;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.node.protocol.MultiValueMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An eventually consistent map of multi-value registers (lecture 5.1): a read returns all values that no write has
 * overwritten. A write overwrites the values at its node. The write's version vector and its reply list the overwritten
 * values. Two concurrent writes both survive.
 *
 * <p>Broadcast and anti-entropy work as in {@link LastWriterWinsNode}, with version vectors in place of timestamps.
 *
 * <p>The guarantees hold under all network and node faults, if crashes keep synced records. An acknowledged write
 * disappears only if a causally later write has overwritten it. After healing, all replicas become equal.
 */
public class MultiValueNode implements Node {

    private final Environment environment;
    private final StableLog log;
    private final PeersInTurn peers;
    private final Map<Object, List<Version>> registers = new LinkedHashMap<>();
    private int versionCount;

    protected MultiValueNode(Environment environment, EventualOptions options) {
        this.environment = environment;
        this.log = new StableLog(environment, options.compactEvery());
        this.peers = new PeersInTurn(environment, options.antiEntropyMillis(), this::onAntiEntropy);
    }

    /** Handles initialisation and recovery from a crash. Initialisation is a recovery with empty storage. */
    @Override
    public final void start() {
        log.replay(this::replay);
        peers.start();
    }

    private void replay(StableRecord record) {
        if (!(record instanceof VersionStored stored)) {
            throw new IllegalStateException("The stable storage holds a record of "
                    + record.getClass().getName() + ", which is none of this store's: give each node its own.");
        }
        keep(stored.key(), stored.version());
    }

    @Override
    public final void receive(Message message) {
        Body body = message.body();
        if (message.isFromClient()) {
            onRequest(message);
        } else if (body instanceof Update update) {
            merge(update.key(), update.version());
        } else if (body instanceof Digest digest) {
            onDigest(message.source(), digest);
        } else if (body instanceof Difference difference) {
            onDifference(message.source(), difference);
        }
    }

    // ---- Local reads and writes

    private void onRequest(Message request) {
        if (request.body() instanceof LinKv.Read read) {
            reply(request, onRead(read.key()));
        } else if (request.body() instanceof LinKv.Write write) {
            reply(request, onWrite(write.key(), write.value()));
        } else {
            reply(request, new ErrorReply(ErrorCode.NOT_SUPPORTED, "this store knows the requests read and write"));
        }
    }

    private Body onRead(Object key) {
        List<Version> versions = versions(key);
        return versions.isEmpty()
                ? new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "the key was never written")
                : new LinKv.ReadOk(values(versions));
    }

    private Body onWrite(Object key, Object value) {
        List<Object> overwritten = values(versions(key));
        VersionVector context = known(versions(key));
        Version version = new Version(value, context.increment(environment.nodeId()));
        merge(key, version);
        for (String peer : peers.all()) {
            send(peer, new Update(key, version));
        }
        return new MultiValueMap.WriteOk(overwritten);
    }

    private List<Version> versions(Object key) {
        return registers.getOrDefault(key, List.of());
    }

    private static List<Object> values(List<Version> versions) {
        List<Object> values = new ArrayList<>();
        versions.forEach(version -> values.add(version.value()));
        return values;
    }

    /** Returns the version vector of all writes known to at least one of these versions. */
    private static VersionVector known(List<Version> versions) {
        VersionVector known = VersionVector.EMPTY;
        for (Version version : versions) {
            known = known.join(version.vector());
        }
        return known;
    }

    // ---- Merging

    /**
     * Merges a version into a register. The register keeps the version unless it is overwritten, and removes the
     * versions that the new version overwrote.
     */
    private void merge(Object key, Version version) {
        if (versions(key).stream().noneMatch(held -> held.vector().covers(version.vector()))) {
            log.append(new VersionStored(key, version));
            keep(key, version);
            log.compact(versionCount, this::state);
        }
    }

    private void keep(Object key, Version version) {
        List<Version> versions = registers.computeIfAbsent(key, absent -> new ArrayList<>());
        versionCount -= versions.size();
        versions.removeIf(held -> version.vector().covers(held.vector()));
        versions.add(version);
        onSiblings(versions);
        versionCount += versions.size();
    }

    /**
     * Handles the versions of a key after a version was added. By default, all versions stay.
     *
     * @param siblings mutable list of the key's concurrent versions
     */
    protected void onSiblings(List<Version> siblings) {}

    private List<StableRecord> state() {
        List<StableRecord> records = new ArrayList<>();
        registers.forEach((key, versions) -> versions.forEach(version -> records.add(new VersionStored(key, version))));
        return records;
    }

    // ---- Anti-entropy

    /** Sends the version vectors of all registers to the next peer for comparison. Runs periodically. */
    private void onAntiEntropy(String peer) {
        List<Known> known = new ArrayList<>(registers.size());
        registers.forEach((key, versions) -> known.add(new Known(key, known(versions))));
        send(peer, new Digest(known));
    }

    private void onDigest(String peer, Digest digest) {
        List<Siblings> newer = new ArrayList<>();
        List<Object> wanted = new ArrayList<>();
        Set<Object> compared = new LinkedHashSet<>();
        for (Known theirs : digest.known()) {
            compared.add(theirs.key());
            VersionVector ours = known(versions(theirs.key()));
            if (!ours.covers(theirs.vector())) {
                wanted.add(theirs.key());
            }
            if (!theirs.vector().covers(ours)) {
                newer.add(new Siblings(theirs.key(), versions(theirs.key())));
            }
        }
        registers.forEach((key, versions) -> {
            if (!compared.contains(key)) {
                newer.add(new Siblings(key, versions));
            }
        });
        if (!newer.isEmpty() || !wanted.isEmpty()) {
            send(peer, new Difference(newer, wanted));
        }
    }

    private void onDifference(String peer, Difference difference) {
        for (Siblings siblings : difference.newer()) {
            siblings.versions().forEach(version -> merge(siblings.key(), version));
        }
        if (!difference.wanted().isEmpty()) {
            List<Siblings> found = difference.wanted().stream()
                    .map(key -> new Siblings(key, versions(key)))
                    .toList();
            send(peer, new Difference(found, List.of()));
        }
    }

    // ---- Sending

    /** Sends a message to another node, after making all changes stable that the message may reveal. */
    private void send(String node, Body body) {
        log.sync();
        environment.send(node, body);
    }

    /** Sends a reply to a client, after making all changes stable that the reply may reveal. */
    private void reply(Message request, Body body) {
        log.sync();
        environment.reply(request, body);
    }
}
