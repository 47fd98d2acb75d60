package dev.squall.check.session;

import dev.squall.check.Meter;
import dev.squall.check.register.Access;
import dev.squall.check.register.ReadsFrom;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Least sets of writes that guarantees make visible to reads, for one key. A read returns the last visible write to its
 * key, so all other visible writes precede it. A read that returned the initial value has no visible write to its key.
 * Larger sets only add constraints, so checking the least sets suffices.
 *
 * <p>Takes O(n w / 64) for n accesses and w writes of the key, and w bits of memory for each write.
 */
final class Visibility {

    private final ReadsFrom history;
    private final boolean ownWrites;
    private final boolean earlierReads;
    private final boolean writesBefore;
    private final boolean readsBefore;
    private final Object key;
    private final Map<Integer, Integer> numberInKey = new HashMap<>();
    private final BitSet[] impliedBy;
    private final Meter meter;

    /** @param dependencyOrder all writes, each after the writes that its visibility implies */
    Visibility(
            ReadsFrom history,
            Set<Guarantee> guarantees,
            Object key,
            List<Access> writesOfKey,
            List<Access> dependencyOrder,
            Meter meter) {
        this.history = history;
        this.meter = meter;
        this.key = key;
        this.ownWrites = guarantees.contains(Guarantee.READ_YOUR_WRITES);
        this.earlierReads = guarantees.contains(Guarantee.MONOTONIC_READS);
        this.writesBefore = guarantees.contains(Guarantee.MONOTONIC_WRITES);
        this.readsBefore = guarantees.contains(Guarantee.WRITES_FOLLOW_READS);
        this.impliedBy = new BitSet[history.size()];
        writesOfKey.forEach(write -> numberInKey.put(write.id(), numberInKey.size()));
        for (Access write : dependencyOrder) {
            meter.step();
            impliedBy[write.id()] = impliedBy(write);
            meter.reserve(Long.BYTES + impliedBy[write.id()].size() / Byte.SIZE);
        }
    }

    /** Returns the writes of the key that are visible to every read to which the given write is visible. */
    private BitSet impliedBy(Access write) {
        BitSet implied = new BitSet();
        List<Access> session = history.history().sessions().get(write.session());
        for (int i = write.position() - 1; i >= 0 && (writesBefore || readsBefore); i--) {
            Access earlier = session.get(i);
            if (earlier.reads() && readsBefore) {
                implied.or(impliedBySource(earlier));
            }
            if (earlier.writes()) {
                BitSet inherited = (BitSet) impliedBy[earlier.id()].clone();
                if (!writesBefore && numberInKey.containsKey(earlier.id())) {
                    inherited.clear(numberInKey.get(earlier.id()));
                }
                implied.or(inherited);
                break;
            }
        }
        if (numberInKey.containsKey(write.id())) {
            implied.set(numberInKey.get(write.id()));
        }
        return implied;
    }

    private BitSet impliedBySource(Access read) {
        int source = history.source(read);
        return source == ReadsFrom.INITIAL ? new BitSet() : impliedBy[source];
    }

    /**
     * Adds the constraints from visibility to the order of writes. Returns a read that returned the initial value
     * although a write must be visible to it, if there is one.
     */
    Optional<Access> addTo(WriteOrder order) {
        for (List<Access> session : history.history().sessions()) {
            BitSet carried = new BitSet();
            for (Access access : session) {
                meter.step();
                if (access.writes()) {
                    carried.or(ownWrites ? impliedBy[access.id()] : new BitSet());
                    continue;
                }
                if (access.key() == key || access.key() != null && access.key().equals(key)) {
                    BitSet visible = (BitSet) impliedBySource(access).clone();
                    visible.or(carried);
                    int source = history.source(access);
                    if (source == ReadsFrom.INITIAL && !visible.isEmpty()) {
                        return Optional.of(access);
                    }
                    if (source != ReadsFrom.INITIAL) {
                        visible.clear(numberInKey.get(source));
                        order.addVisibleBefore(history.access(source), visible);
                    }
                }
                carried.or(earlierReads ? impliedBySource(access) : new BitSet());
            }
        }
        return Optional.empty();
    }
}
