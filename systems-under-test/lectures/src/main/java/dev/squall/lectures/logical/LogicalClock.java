package dev.squall.lectures.logical;

/** Logical clock of a node, with the events of the lecture as methods. Timestamps are immutable JSON values. */
public interface LogicalClock {

    /**
     * Handles initialisation or recovery from a crash.
     *
     * @param nodeId name of the clock's own node
     * @param last timestamp of the node's last event; null if the node has had no event
     */
    void initialise(String nodeId, Object last);

    /** Handles an event at the node that is neither a send nor a receipt. Returns the event's timestamp. */
    Object onEvent();

    /** Handles a request to send a message. Returns the timestamp of the send, which the message carries. */
    Object onRequestToSend();

    /**
     * Handles the receipt of a message with the sender's timestamp.
     *
     * @return the timestamp of the receipt
     */
    Object onReceiving(Object timestamp);
}
