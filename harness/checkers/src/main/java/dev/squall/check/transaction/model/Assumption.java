package dev.squall.check.transaction.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * Assumption about the order of versions of registers, which the operations alone do not show. An assumption is used
 * only if it was asked for, and a verdict names it.
 *
 * <p>A committed transaction <em>observes</em> a version of a key if it reads this version before it writes the key, or
 * if it installs this version. Elle has the same assumptions, as {@code :wfr-keys?}, {@code :sequential-keys?} and
 * {@code :linearizable-keys?}.
 */
public enum Assumption {
    /** If a transaction reads a version of a key and then installs another version, the other one is newer. */
    WRITE_FOLLOWS_READ("write-follows-read"),
    /** If a later transaction of one process observes another version of a key, the other one is newer. */
    SEQUENTIAL_KEYS("sequential-keys"),
    /**
     * If a transaction completed before another one was invoked that observes another version of a key, the other one
     * is newer.
     */
    REAL_TIME_VERSIONS("real-time-versions");

    private final String optionName;

    Assumption(String optionName) {
        this.optionName = optionName;
    }

    /** Returns the name on the command line. */
    public String optionName() {
        return optionName;
    }

    /** Returns the assumption with a name on the command line. */
    public static Optional<Assumption> named(String name) {
        return Arrays.stream(values())
                .filter(assumption -> assumption.optionName.equals(name))
                .findFirst();
    }
}
