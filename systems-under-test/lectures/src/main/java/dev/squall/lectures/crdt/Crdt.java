package dev.squall.lectures.crdt;

import dev.squall.node.Body;

/**
 * A conflict-free replicated data type: the state of one replica (lectures 7.3 and 8.1; Shapiro, Preguica, Baquero and
 * Zawirski, 2011). States, operations and deltas are JSON values: numbers, strings, lists, and maps with string keys.
 */
public interface Crdt {

    /** Returns true if a client's request is an update, false if it is a read. */
    default boolean isUpdate(Body request) {
        return !(request instanceof CrdtMessages.Read);
    }

    /** Returns the reply to a client's request, after this replica has processed the request. */
    Body reply(Body request);

    /** Returns an immutable copy of the state. Equal states have equal copies, and equal texts. */
    Object state();

    /** A data type whose replicas broadcast operations. Operations that are concurrent must commute. */
    interface OperationBased extends Crdt {

        /** Returns the operation to broadcast for a client's update. The operation is delivered to this replica too. */
        Object operation(Body update);

        /** Applies a delivered operation to the state. */
        void deliver(Object operation);
    }

    /**
     * A data type whose replicas broadcast states. The merge must be associative, commutative and idempotent. Then
     * lost, repeated and reordered states do no harm.
     */
    interface StateBased extends Crdt {

        /**
         * Changes the state on a client's update.
         *
         * @return the delta: a small state whose merge has the effect of the update
         */
        Object update(Body update);

        /** Merges another replica's state, or a delta, into the state. */
        void merge(Object other);
    }
}
