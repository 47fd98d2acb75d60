package dev.squall.check.register;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;

/**
 * One relevant operation on a register: a read that returned, or a write or compare-and-set that took effect or may
 * have.
 *
 * @param operation the recorded operation
 * @param key the register's key; null if there is only one register
 * @param reads true if the access requires the register to hold {@code read}
 * @param read the value read
 * @param writes true if the access sets the register to {@code written}
 * @param written the value written
 * @param id the number of the access in the history, from 0, in the order of invocations
 * @param session the number of the session, from 0
 * @param position the number of the access in its session, from 0
 */
public record Access(
        ClientOperation operation,
        Object key,
        boolean reads,
        Object read,
        boolean writes,
        Object written,
        int id,
        int session,
        int position) {

    /** Returns a copy with another id, session and position. */
    Access at(int newId, int newSession, int newPosition) {
        return new Access(operation, key, reads, read, writes, written, newId, newSession, newPosition);
    }

    /** Returns true if the access is known to have taken effect. */
    public boolean isCertain() {
        return operation.isOk();
    }

    /** Returns the index that names the operation in messages. */
    public int index() {
        return operation.index();
    }

    public int process() {
        return operation.process();
    }

    /** Returns true if the access is a delete, which writes nil. */
    boolean deletes() {
        return operation.function().equals(RegisterHistory.DELETE);
    }

    public boolean isBeforeInSession(Access other) {
        return session == other.session && position < other.position;
    }

    /** Returns a text such as {@code the write of 3 to "x" by process 2 (operation 17)}. */
    @Override
    public String toString() {
        String what;
        if (reads && writes) {
            what = "the cas from " + EdnWriter.toEdn(read) + " to " + EdnWriter.toEdn(written) + onKey("on");
        } else if (deletes()) {
            what = "the delete" + onKey("of");
        } else if (writes) {
            what = "the write of " + EdnWriter.toEdn(written) + onKey("to");
        } else {
            what = "the read of " + EdnWriter.toEdn(read) + onKey("from");
        }
        return what + " by process " + process() + " (operation " + index() + ")";
    }

    private String onKey(String preposition) {
        return key == null ? "" : " " + preposition + " " + EdnWriter.toEdn(key);
    }
}
