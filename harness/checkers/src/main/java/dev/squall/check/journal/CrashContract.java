package dev.squall.check.journal;

/**
 * Contract that defines which nodes are correct, and which messages of a correct node may be lost (the system models of
 * lecture 2.3). The contract affects only the deliveries required by the end of a run and the messages that an order
 * may skip. Duplicated, created or reordered messages are violations in any life of a node.
 */
public enum CrashContract {
    /** A node that ever crashes is faulty, even if it is restarted; the other nodes are correct. */
    CRASH_STOP,
    /** A node is correct if it is up at the end of the run; its sent messages survive its crashes. */
    CRASH_RECOVERY,
    /**
     * A node is correct if it is up at the end of the run. A message may be lost if its sender crashed before the
     * message was acknowledged.
     */
    CRASH_RECOVERY_OF_ACKNOWLEDGED;

    /**
     * Returns true if a crash of the sender may lose the message.
     *
     * @param laterLife the life of the sender at the sending or later
     */
    boolean mayLose(Message message, int laterLife) {
        return this == CRASH_RECOVERY_OF_ACKNOWLEDGED
                && !message.isAcknowledged()
                && message.sent().life() < laterLife;
    }
}
