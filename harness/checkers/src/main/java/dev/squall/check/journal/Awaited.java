package dev.squall.check.journal;

import java.util.ArrayList;
import java.util.List;

/** Sending of a message. Events that receive the message wait for the sending. */
public class Awaited {

    private boolean sendNoted;
    private boolean sent;
    private List<Integer> waitingNodes = List.of();

    /** Returns true if the sending has been replayed. */
    public final boolean isSent() {
        return sent;
    }

    /** Returns true if a journal contains the sending, even if the sending is still held back. */
    public final boolean isSendNoted() {
        return sendNoted;
    }

    final void noteSend() {
        sendNoted = true;
    }

    final void await(int node) {
        if (waitingNodes.isEmpty()) {
            waitingNodes = new ArrayList<>(1);
        }
        waitingNodes.add(node);
    }

    /** Marks the sending as replayed; returns the nodes that waited for the sending. */
    final List<Integer> send() {
        List<Integer> woken = waitingNodes;
        waitingNodes = List.of();
        sent = true;
        return woken;
    }
}
