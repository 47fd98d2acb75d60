package dev.squall.check.journal;

/**
 * Contract that says which nodes are correct, and which messages of a correct node may be lost all the same (the system
 * models of lecture 2.3). The contract decides only what is owed by the end of a run, and what an order may skip. A
 * message that is delivered twice, made up or overtaken is wrong in any life of a node.
 */
public enum CrashContract {
    /** A node that crashes is faulty for ever, even if it is restarted; the others are correct. */
    CRASH_STOP,
    /** A node is correct if it is up at the end; what it sent survives its crashes. */
    CRASH_RECOVERY,
    /**
     * A node is correct if it is up at the end; a message that was not acknowledged to its sender before the sender
     * crashed may be lost.
     */
    CRASH_RECOVERY_OF_ACKNOWLEDGED;

    /**
     * Returns true if a crash of the sender may take the message with it.
     *
     * @param laterLife a life of the sender, after the sending or the same
     */
    boolean mayLose(Message message, int laterLife) {
        return this == CRASH_RECOVERY_OF_ACKNOWLEDGED
                && !message.isAcknowledged()
                && message.sent().life() < laterLife;
    }
}
