package dev.squall.check.journal;

/**
 * End of a run, which determines the events that must have happened.
 *
 * @param nodes the state of the nodes at the end of the run
 * @param isOver true if the run is over; before, no message counts as lost
 * @param dueNanos the time up to which events must have had their consequences; later messages may still be in flight
 */
public record Ending(Nodes nodes, CrashContract contract, boolean isOver, long dueNanos) {

    public boolean isDue(Moment moment) {
        return isOver && moment.timeNanos() <= dueNanos;
    }

    public boolean isCorrect(int node) {
        return nodes.isCorrect(node, contract);
    }

    /** Returns true if the sender has crashed after the sending and may have lost the message. */
    public boolean mayBeLost(Message message) {
        return contract.mayLose(message, nodes.life(message.sender()));
    }
}
