package dev.squall.check.register;

import dev.squall.check.Quantiles;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Staleness of reads: for each read, the time from the acknowledgement of a newer write of its key to the read's
 * invocation. A write is newer if it was invoked after the acknowledgement of the write that the read returned. If
 * several writes wrote the value, the one with the least staleness counts. Takes O(n log n) if values are unique.
 */
final class Staleness {

    private final RegisterHistory history;
    private final Map<Object, List<Access>> writes;
    private final Map<Object, Access[]> firstSuperseding = new HashMap<>();

    Staleness(RegisterHistory history) {
        this.history = history;
        this.writes = history.writesByKey();
        writes.forEach((key, ofKey) -> firstSuperseding.put(key, firstAcknowledgedFrom(ofKey)));
    }

    /**
     * Returns for each write, in the order of invocations, the earliest acknowledged write among this write and all
     * later writes.
     */
    private static Access[] firstAcknowledgedFrom(List<Access> writes) {
        Access[] first = new Access[writes.size() + 1];
        for (int i = writes.size() - 1; i >= 0; i--) {
            Access here = writes.get(i);
            boolean earlier = here.isCertain() && (first[i + 1] == null || here.index() < first[i + 1].index());
            first[i] = earlier ? here : first[i + 1];
        }
        return first;
    }

    /**
     * Returns the number of reads, the number of stale reads, and quantiles of their staleness if the history has
     * times.
     */
    Map<String, Object> figures() {
        int reads = 0;
        int stale = 0;
        List<Long> nanos = new ArrayList<>();
        for (Access read : history.accesses()) {
            if (read.reads() && read.isCertain()) {
                reads++;
                Access superseding = superseding(read);
                if (superseding != null) {
                    stale++;
                    long since = superseding.operation().completion().timeNanos();
                    long until = read.operation().invocation().timeNanos();
                    if (since != Operation.NO_TIME && until != Operation.NO_TIME) {
                        nanos.add(until - since);
                    }
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("reads", reads);
        figures.put("stale", stale);
        figures.putAll(Quantiles.of(nanos.stream().mapToLong(Long::longValue).toArray()));
        return figures;
    }

    /** Returns the newer write that made a read stale; null if the read is not stale. */
    private Access superseding(Access read) {
        List<Access> ofKey = writes.getOrDefault(read.key(), List.of());
        boolean initial = Objects.equals(read.read(), history.initialValue());
        Access latest = initial && !ofKey.isEmpty() ? firstSuperseding.get(read.key())[0] : null;
        for (Access write : ofKey) {
            if (Objects.equals(write.written(), read.read())) {
                Access superseding = supersededBy(write, ofKey);
                if (superseding == null) {
                    return null;
                }
                latest = latest == null || superseding.index() > latest.index() ? superseding : latest;
            }
        }
        return latest != null && latest.index() < read.operation().invocation().index() ? latest : null;
    }

    private Access supersededBy(Access write, List<Access> ofKey) {
        if (!write.isCertain()) {
            return null;
        }
        int low = 0;
        int high = ofKey.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (write.operation().precedes(ofKey.get(middle).operation())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return firstSuperseding.get(write.key())[low];
    }
}
