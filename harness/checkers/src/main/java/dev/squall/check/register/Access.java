package dev.squall.check.register;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;

/**
 * One operation on a register, as far as it can matter to anyone: a read that returned, or a write or compare-and-set
 * that took effect or may have.
 *
 * @param operation as recorded
 * @param key which register; null where there is only one
 * @param reads whether it requires the register to hold {@code read}
 * @param read what it read
 * @param writes whether it leaves the register holding {@code written}
 * @param written what it wrote
 * @param id its number in the history, from 0, in the order of invocations
 * @param session the number of its session, from 0
 * @param position its number in its session, from 0
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

    /** Returns the same at another place. */
    Access at(int newId, int newSession, int newPosition) {
        return new Access(operation, key, reads, read, writes, written, newId, newSession, newPosition);
    }

    /** Returns true if it is known to have taken effect. */
    public boolean isCertain() {
        return operation.isOk();
    }

    /** Returns the index by which it is named. */
    public int index() {
        return operation.index();
    }

    public int process() {
        return operation.process();
    }

    /** Returns true if it is a write of nil by the function of that name. */
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
