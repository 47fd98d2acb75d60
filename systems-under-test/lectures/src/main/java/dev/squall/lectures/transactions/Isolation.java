package dev.squall.lectures.transactions;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Isolation levels of the store, by what a transaction locks and what it reads. */
public enum Isolation {
    /** Strict two-phase locking: reads and writes lock until the end. */
    SERIALIZABLE(true, true, false, false),
    /** Reads of the state at the beginning; at commit the first committer wins. */
    SNAPSHOT_ISOLATION(false, false, true, false),
    /** Each read sees what is committed at that moment; writes lock until the end. */
    READ_COMMITTED(false, true, false, false),
    /** Writes are in place, and every read sees them; writes lock until the end, so no write is overwritten early. */
    READ_UNCOMMITTED(false, true, false, true);

    private final boolean locksReads;
    private final boolean locksWrites;
    private final boolean readsSnapshot;
    private final boolean readsUncommitted;

    Isolation(boolean locksReads, boolean locksWrites, boolean readsSnapshot, boolean readsUncommitted) {
        this.locksReads = locksReads;
        this.locksWrites = locksWrites;
        this.readsSnapshot = readsSnapshot;
        this.readsUncommitted = readsUncommitted;
    }

    /**
     * Returns the level of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Isolation named(String name) {
        return Arrays.stream(values())
                .filter(level -> level.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The option 'isolation' is '" + name
                        + "' and must be one of "
                        + Arrays.stream(values()).map(Isolation::optionName).collect(Collectors.joining(", ")) + "."));
    }

    /** Returns the name in options, such as {@code snapshot-isolation}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean locks(boolean isWrite) {
        return isWrite ? locksWrites : locksReads;
    }

    boolean readsSnapshot() {
        return readsSnapshot;
    }

    boolean readsUncommitted() {
        return readsUncommitted;
    }
}
