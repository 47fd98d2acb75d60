package dev.squall.check.convergence;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Final read of each replica: its last successful read that was invoked after the nemesis operation {@code
 * :begin-liveness-phase}, when all faults have ended. In histories such as Maelstrom's, the final read is the last
 * successful read marked {@code :final? true}. Only the last read counts, since the replica may still have been
 * catching up before. Immutable.
 */
public final class FinalReads {

    /** Name of the nemesis operation after which no more faults occur. */
    public static final String BEGIN_LIVENESS_PHASE = "begin-liveness-phase";

    private static final String FINAL = "final?";

    /**
     * One replica's final read of one key.
     *
     * @param replica the replica's name
     * @param key the key; null if the history has no keys
     * @param value the value that the replica returned
     * @param read the read operation
     */
    public record FinalRead(Object replica, Object key, Object value, ClientOperation read) {

        /** Returns a text such as {@code n2 holds 5 (operation 17)}. */
        @Override
        public String toString() {
            return replicaName() + " holds " + EdnWriter.toEdn(value) + " (operation " + read.index() + ")";
        }

        /** Returns the replica's name as text. */
        public String replicaName() {
            return String.valueOf(replica);
        }
    }

    private final Map<Object, Map<Object, FinalRead>> byKey;
    private final Set<Object> replicas;

    private FinalReads(Map<Object, Map<Object, FinalRead>> byKey, Set<Object> replicas) {
        this.byKey = byKey;
        this.replicas = replicas;
    }

    /**
     * Finds the final reads of a history. Read operations have the function {@code read}. Takes O(n).
     *
     * @param keyed true if values are {@code [key value]}
     * @param normal converts a value to a form in which equal contents are equal, such as a list to a set
     * @throws HistoryFormatException if there are no final reads, if the replica of a final read is unknown, or if an
     *     update completed after a final read had begun. The message is one sentence
     */
    public static FinalReads of(History history, Replicas replicas, boolean keyed, Function<Object, Object> normal) {
        List<ClientOperation> operations = ClientOperation.of(history);
        int healed = healed(history);
        Map<Object, Map<Object, FinalRead>> byKey = new LinkedHashMap<>();
        Set<Object> names = new LinkedHashSet<>();
        for (ClientOperation operation : operations) {
            Object replica = operation.isOk() ? replicas.answering(operation.completion()) : null;
            if (replica != null) {
                names.add(replica);
            }
            if (operation.isOk() && operation.function().equals("read") && isFinal(operation, healed)) {
                requireReplica(operation, replica);
                Object key = keyed ? keyAndValue(operation).get(0) : null;
                Object value = keyed ? keyAndValue(operation).get(1) : operation.result();
                FinalRead read = new FinalRead(replica, key, normal.apply(value), operation);
                byKey.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(replica, read);
            }
        }
        FinalReads reads = new FinalReads(byKey, names);
        reads.requireFinal(operations);
        return reads;
    }

    /**
     * Returns the index of the last nemesis operation {@link #BEGIN_LIVENESS_PHASE}; the greatest integer if there is
     * none.
     */
    private static int healed(History history) {
        return history.operations().stream()
                .filter(operation ->
                        !operation.isClient() && operation.function().equals(BEGIN_LIVENESS_PHASE))
                .mapToInt(Operation::index)
                .reduce(Integer.MAX_VALUE, (earlier, later) -> later);
    }

    private static boolean isFinal(ClientOperation read, int healed) {
        return read.invocation().index() > healed
                || Boolean.TRUE.equals(read.completion().extras().get(FINAL))
                || Boolean.TRUE.equals(read.invocation().extras().get(FINAL));
    }

    private static void requireReplica(ClientOperation read, Object replica) {
        if (replica == null) {
            throw new HistoryFormatException("operation " + read.index()
                    + ": found a final read without :node, expected the name of the replica that answered");
        }
    }

    private static List<?> keyAndValue(ClientOperation read) {
        if (read.result() instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw new HistoryFormatException("operation " + read.index() + ": found the value "
                + EdnWriter.toEdn(read.result()) + ", expected [key value]");
    }

    private void requireFinal(List<ClientOperation> operations) {
        Optional<FinalRead> first = all().stream()
                .min((a, b) -> Integer.compare(
                        a.read().invocation().index(), b.read().invocation().index()));
        if (first.isEmpty()) {
            throw new HistoryFormatException("found no final read, expected reads that succeed after the nemesis' :"
                    + BEGIN_LIVENESS_PHASE + ", or reads marked :final? true");
        }
        for (ClientOperation operation : operations) {
            boolean updates = !operation.function().equals("read") && operation.mayHaveHappened();
            int last = operation.isOk()
                    ? operation.completion().index()
                    : operation.invocation().index();
            if (updates && last > first.get().read().invocation().index()) {
                throw new HistoryFormatException("operation " + last + ": found " + operation.function()
                        + " after the final read of operation "
                        + first.get().read().index() + " had begun, expected all updates before");
            }
        }
    }

    /** Returns the keys that have final reads. */
    public Set<Object> keys() {
        return Collections.unmodifiableSet(byKey.keySet());
    }

    /** Returns the final reads of a key, at most one for each replica. */
    public Collection<FinalRead> of(Object key) {
        return byKey.getOrDefault(key, Map.of()).values();
    }

    /** Returns all final reads. */
    public List<FinalRead> all() {
        List<FinalRead> all = new ArrayList<>();
        byKey.values().forEach(reads -> all.addAll(reads.values()));
        return all;
    }

    /** Returns the number of replicas that answered any operation. */
    public int replicaCount() {
        return replicas.size();
    }

    /** Returns two final reads of one key that differ, if there are any. */
    public Optional<List<FinalRead>> difference() {
        for (Map<Object, FinalRead> reads : byKey.values()) {
            FinalRead first = reads.values().iterator().next();
            for (FinalRead other : reads.values()) {
                if (!Objects.equals(first.value(), other.value())) {
                    return Optional.of(List.of(first, other));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns a clause that names a replica without a final read of some key, if there is one. */
    public Optional<String> silentReplica() {
        for (Map.Entry<Object, Map<Object, FinalRead>> reads : byKey.entrySet()) {
            for (Object replica : replicas) {
                if (!reads.getValue().containsKey(replica)) {
                    String key = reads.getKey() == null ? "" : " of key " + EdnWriter.toEdn(reads.getKey());
                    return Optional.of("the replica " + replica + " gave no final read" + key);
                }
            }
        }
        return Optional.empty();
    }
}
