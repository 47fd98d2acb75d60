package dev.squall.lectures.logical;

/** A node's logical clock, in the events of the lecture. Timestamps are values of JSON and never change. */
public interface LogicalClock {

    /**
     * Handles initialisation or recovery from a crash.
     *
     * @param nodeId the name of the clock's own node
     * @param last the timestamp of the node's last event; null if there was none
     */
    void initialise(String nodeId, Object last);

    /** Handles any event at the node that neither sends nor receives. Returns the event's timestamp. */
    Object onEvent();

    /** Handles a request to send a message. Returns the timestamp of the sending, which goes with the message. */
    Object onRequestToSend();

    /**
     * Handles the receipt of a message with this timestamp.
     *
     * @return the timestamp of the receipt
     */
    Object onReceiving(Object timestamp);
}
