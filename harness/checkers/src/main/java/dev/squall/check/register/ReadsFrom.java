package dev.squall.check.register;

import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads-from relation: the write that each read returned, for histories of reads and writes in which the relation is
 * unique. A value that was read has only one write to its key, and is not also the initial value. Uncertain writes that
 * no read returned are left out: they are the last of their session, so they imply no constraint. Immutable.
 */
public final class ReadsFrom {

    /** Source of a read that returned the initial value. */
    public static final int INITIAL = -1;

    private final RegisterHistory history;
    private final int[] sources;
    private final Map<Object, List<List<Access>>> writesByKey;

    private ReadsFrom(RegisterHistory history, int[] sources, Map<Object, List<List<Access>>> writesByKey) {
        this.history = history;
        this.sources = sources;
        this.writesByKey = writesByKey;
    }

    /**
     * Returns a read of a value that is not initial and that no write, except failed ones, wrote. No consistency model
     * of registers allows such a read. Takes O(n).
     */
    public static Optional<Access> thinAirRead(RegisterHistory history) {
        Map<Object, List<Access>> writers = writersByValue(history.accesses());
        return history.accesses().stream()
                .filter(access -> access.reads() && access.isCertain())
                .filter(read -> !Objects.equals(read.read(), history.initialValue()))
                .filter(read -> !writers.containsKey(RegisterHistory.keyed(read.key(), read.read())))
                .findFirst();
    }

    /**
     * Finds the sources of all reads in a history without thin-air reads (see {@link #thinAirRead}). Takes O(n).
     *
     * @throws HistoryFormatException if a read has two possible sources, or there is a compare-and-set; the message is
     *     one sentence
     */
    public static ReadsFrom of(RegisterHistory complete) {
        requireReadsAndWrites(complete);
        Map<Object, List<Access>> writers = writersByValue(complete.accesses());
        boolean[] wasRead = new boolean[complete.accesses().size()];
        for (Access read : complete.accesses()) {
            if (read.reads()) {
                List<Access> candidates =
                        writers.getOrDefault(RegisterHistory.keyed(read.key(), read.read()), List.of());
                requireCertainSource(read, candidates, complete.initialValue());
                candidates.forEach(write -> wasRead[write.id()] = true);
            }
        }
        RegisterHistory history = complete.restrictedTo(complete.accesses().stream()
                .filter(access -> access.isCertain() || wasRead[access.id()])
                .toList());
        return new ReadsFrom(history, sources(history), writesByKey(history));
    }

    private static void requireReadsAndWrites(RegisterHistory history) {
        for (Access access : history.accesses()) {
            if (access.reads() && access.writes()) {
                throw new HistoryFormatException("operation " + access.index()
                        + ": found the function cas, expected read or write: this is defined for reads and "
                        + "writes only");
            }
        }
    }

    private static void requireCertainSource(Access read, List<Access> candidates, Object initialValue) {
        boolean initial = Objects.equals(read.read(), initialValue);
        if (candidates.size() + (initial ? 1 : 0) > 1) {
            String other = initial ? "the initial value" : candidates.get(1).toString();
            throw new HistoryFormatException(read + " may have read " + candidates.get(0) + " or " + other
                    + ", expected writes of distinct values to each key, none of them "
                    + EdnWriter.toEdn(initialValue));
        }
    }

    private static Map<Object, List<Access>> writersByValue(List<Access> accesses) {
        Map<Object, List<Access>> writers = new HashMap<>();
        for (Access access : accesses) {
            if (access.writes()) {
                writers.computeIfAbsent(
                                RegisterHistory.keyed(access.key(), access.written()), value -> new ArrayList<>(1))
                        .add(access);
            }
        }
        return writers;
    }

    private static int[] sources(RegisterHistory history) {
        Map<Object, List<Access>> writers = writersByValue(history.accesses());
        int[] sources = new int[history.accesses().size()];
        Arrays.fill(sources, INITIAL);
        for (Access access : history.accesses()) {
            List<Access> source = writers.get(RegisterHistory.keyed(access.key(), access.read()));
            if (access.reads() && source != null) {
                sources[access.id()] = source.get(0).id();
            }
        }
        return sources;
    }

    private static Map<Object, List<List<Access>>> writesByKey(RegisterHistory history) {
        Map<Object, List<List<Access>>> writes = new HashMap<>();
        for (List<Access> session : history.sessions()) {
            Map<Object, List<Access>> ofSession = new HashMap<>();
            for (Access access : session) {
                if (access.writes()) {
                    ofSession
                            .computeIfAbsent(access.key(), key -> new ArrayList<>())
                            .add(access);
                }
            }
            ofSession.forEach((key, list) ->
                    writes.computeIfAbsent(key, k -> new ArrayList<>()).add(list));
        }
        return writes;
    }

    /** Returns the history without uncertain writes that no read returned. */
    public RegisterHistory history() {
        return history;
    }

    public int size() {
        return sources.length;
    }

    public Access access(int id) {
        return history.accesses().get(id);
    }

    /** Returns the id of the write that a read read from, or {@link #INITIAL}. */
    public int source(Access read) {
        return sources[read.id()];
    }

    /** Returns the writes of a key, one list for each session, in the session's order. */
    List<List<Access>> writes(Object key) {
        return writesByKey.getOrDefault(key, List.of());
    }
}
