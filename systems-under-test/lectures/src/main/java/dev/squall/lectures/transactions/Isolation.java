package dev.squall.lectures.transactions;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Isolation levels of the store. Levels differ in the locks that a transaction takes and in the values that it reads.
 */
public enum Isolation {
    /** Strict two-phase locking: reads and writes hold their locks until the end of the transaction. */
    SERIALIZABLE(true, true, false, false),
    /** Transactions read the state at their beginning; at commit, the first committer of a key wins. */
    SNAPSHOT_ISOLATION(false, false, true, false),
    /** Each read returns the latest committed value; writes hold their locks until the end of the transaction. */
    READ_COMMITTED(false, true, false, false),
    /**
     * Writes are in place, so other transactions read them before the commit. Writes hold their locks until the end of
     * the transaction, so no transaction overwrites an uncommitted write.
     */
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
     * Returns the isolation level with this name.
     *
     * @throws IllegalArgumentException if no isolation level has this name
     */
    static Isolation named(String name) {
        return Arrays.stream(values())
                .filter(level -> level.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The option 'isolation' is '" + name
                        + "' and must be one of "
                        + Arrays.stream(values()).map(Isolation::optionName).collect(Collectors.joining(", ")) + "."));
    }

    /** Returns the level's name in options, such as {@code snapshot-isolation}. */
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
