package dev.squall.check.raft;

import java.util.Objects;

/**
 * Log entry together with all preceding entries. All logs of all nodes are paths of one tree. Equal logs are the same
 * path, so a log is one reference, and logs are compared by identity.
 */
final class LogEntry {

    final long index;
    final long term;
    private Object command;

    /** Preceding entry; null before index 0, and below a snapshot whose last entry was never reported. */
    final LogEntry previous;

    /** Node that first had this entry. */
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

    /** Placeholder for the command of an entry that a node had not reported before it crashed. */
    static final Object UNSEEN = new Object() {
        @Override
        public String toString() {
            return "a command that no journal tells";
        }
    };

    Object command() {
        return command;
    }

    /** Returns the root of the tree, which represents an empty log. */
    static LogEntry emptyLog() {
        return new LogEntry(-1, 0, null, null, null);
    }

    /**
     * Returns the known child with a term and command, or null. A child of the term with an unknown command is assigned
     * the command and returned.
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

    /** Adds a child entry, which extends this log, and returns it. */
    LogEntry addChild(long childTerm, Object childCommand, Actor owner) {
        LogEntry child = new LogEntry(index + 1, childTerm, childCommand, this, owner);
        child.nextSibling = firstChild;
        firstChild = child;
        return child;
    }

    /**
     * Returns the entry of this log at an index, or null if a snapshot hides it. Takes time linear in the distance of
     * the indexes.
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
