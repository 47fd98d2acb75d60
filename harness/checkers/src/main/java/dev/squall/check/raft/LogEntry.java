package dev.squall.check.raft;

import java.util.Objects;

/**
 * An entry together with all that precedes it. The logs that nodes ever had are the paths of one tree: equal logs are
 * the same path, so that a log costs one reference and logs are compared by identity.
 */
final class LogEntry {

    final long index;
    final long term;
    final Object command;

    /** The entry before; null before index 0, and below a snapshot whose last entry was never seen. */
    final LogEntry previous;

    /** Who had this entry first. */
    final Actor firstOwner;

    private LogEntry firstChild;
    private LogEntry nextSibling;

    LogEntry(long index, long term, Object command, LogEntry previous, Actor firstOwner) {
        this.index = index;
        this.term = term;
        this.command = command;
        this.previous = previous;
        this.firstOwner = firstOwner;
    }

    /** What an empty log ends with. */
    static LogEntry emptyLog() {
        return new LogEntry(-1, 0, null, null, null);
    }

    /** The known continuation by such an entry, or null. */
    LogEntry child(long childTerm, Object childCommand) {
        for (LogEntry child = firstChild; child != null; child = child.nextSibling) {
            if (child.term == childTerm && Objects.equals(child.command, childCommand)) {
                return child;
            }
        }
        return null;
    }

    /** A new continuation of this log. */
    LogEntry addChild(long childTerm, Object childCommand, Actor owner) {
        LogEntry child = new LogEntry(index + 1, childTerm, childCommand, this, owner);
        child.nextSibling = firstChild;
        firstChild = child;
        return child;
    }

    /** The entry of this log at an index not above its own, or null if a snapshot hides it; takes their distance. */
    LogEntry at(long wanted) {
        LogEntry entry = this;
        while (entry != null && entry.index > wanted) {
            entry = entry.previous;
        }
        return entry;
    }

    long length() {
        return index + 1;
    }
}
