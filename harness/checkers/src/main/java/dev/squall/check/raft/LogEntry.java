package dev.squall.check.raft;

import java.util.Objects;

/**
 * An entry together with all that precedes it. The logs that nodes ever had are the paths of one tree: equal logs are
 * the same path, so that a log costs one reference and logs are compared by identity.
 */
final class LogEntry {

    final long index;
    final long term;
    private Object command;

    /** The entry before; null before index 0, and below a snapshot whose last entry was never seen. */
    final LogEntry previous;

    /** Node that had this entry first. */
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

    /** Stands for the command of an entry that a node had, and had not told before it crashed. */
    static final Object UNSEEN = new Object() {
        @Override
        public String toString() {
            return "a command that no journal tells";
        }
    };

    Object command() {
        return command;
    }

    /** Returns what an empty log ends with. */
    static LogEntry emptyLog() {
        return new LogEntry(-1, 0, null, null, null);
    }

    /**
     * Returns the known continuation by such an entry, or null; one whose command was not seen has this one from now
     * on.
     */
    LogEntry child(long childTerm, Object childCommand) {
        LogEntry unseen = null;
        for (LogEntry child = firstChild; child != null; child = child.nextSibling) {
            if (child.term == childTerm && Objects.equals(child.command, childCommand)) {
                return child;
            } else if (child.term == childTerm && child.command == UNSEEN) {
                unseen = child;
            }
        }
        if (unseen != null) {
            unseen.command = childCommand;
        }
        return unseen;
    }

    /** Returns a new continuation of this log. */
    LogEntry addChild(long childTerm, Object childCommand, Actor owner) {
        LogEntry child = new LogEntry(index + 1, childTerm, childCommand, this, owner);
        child.nextSibling = firstChild;
        firstChild = child;
        return child;
    }

    /**
     * Returns the entry of this log at an index not above its own, or null if a snapshot hides it; takes their
     * distance.
     */
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
