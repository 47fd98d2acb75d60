package dev.squall.check.journal;

/**
 * End of a run, for what must have happened by then.
 *
 * @param nodes as they are at the end
 * @param isOver whether the run is over; before, nothing is lost
 * @param dueNanos what happened up to this time must have had its consequences by the end; what came later may be under
 *     way still
 */
public record Ending(Nodes nodes, CrashContract contract, boolean isOver, long dueNanos) {

    public boolean isDue(Moment moment) {
        return isOver && moment.timeNanos() <= dueNanos;
    }

    public boolean isCorrect(int node) {
        return nodes.isCorrect(node, contract);
    }

    /** Returns true if the sender has crashed since and may have lost the message. */
    public boolean mayBeLost(Message message) {
        return contract.mayLose(message, nodes.life(message.sender()));
    }
}
