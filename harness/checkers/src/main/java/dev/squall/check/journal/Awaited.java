package dev.squall.check.journal;

import java.util.ArrayList;
import java.util.List;

/** The sending of a message, for which the events that receive it wait. */
public class Awaited {

    private boolean sendNoted;
    private boolean sent;
    private List<Integer> waitingNodes = List.of();

    /** Returns true if the sending has happened in the order of the replay. */
    public final boolean isSent() {
        return sent;
    }

    /** Returns true if a journal has the sending, be it held back still. */
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

    /** Marks the sending as done; returns the nodes that waited for it. */
    final List<Integer> send() {
        List<Integer> woken = waitingNodes;
        waitingNodes = List.of();
        sent = true;
        return woken;
    }
}
