package dev.squall.lectures.commit;

import java.util.Optional;

/** Data of one participant, which transactions change. The participant calls the methods, in this order. */
public interface Resource {

    /**
     * Prepares a transaction, so that it can be committed and can be aborted.
     *
     * @param item this node's item in the coordinator's request to prepare
     * @return changes of the transaction at this node, for stable storage; empty if the participant must vote to abort
     */
    Optional<Object> prepare(Object transaction, Object item);

    /**
     * Keeps a prepared transaction until it is decided. Called with the stored changes after {@link #prepare}, and
     * after a crash in doubt.
     */
    void hold(Object transaction, Object changes);

    /**
     * Ends a transaction. After a crash, called for all decided transactions in the order of their votes.
     *
     * @param changes changes that the transaction was prepared with; of no meaning if the transaction is aborted
     * @param commit true if the changes take effect
     */
    void end(Object transaction, Object changes, boolean commit);
}
