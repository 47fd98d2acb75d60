package dev.squall.check.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Replays the events of all nodes in an order that extends happened-before. Each node's events keep their order, and no
 * message is received before its sending. Callers may therefore read the journals of different nodes in any
 * interleaving. An event is replayed at once if possible. A receipt whose sending has not been read is held back, with
 * all later events of its node. Takes constant time for each event, and memory for the events held back.
 */
final class CausalReplay {

    /**
     * Event that is held back; {@code awaited} is null if the event receives no message, {@code sends} if it sends
     * none.
     */
    private record Held(long timeNanos, Awaited awaited, Awaited sends, Runnable event) {

        boolean canHappen() {
            return awaited == null || awaited.isSent();
        }
    }

    private final List<Queue<Held>> heldOfNode = new ArrayList<>();
    private final Queue<Integer> wokenNodes = new ArrayDeque<>();
    private int heldCount;

    CausalReplay(int nodes) {
        for (int node = 0; node < nodes; node++) {
            heldOfNode.add(new ArrayDeque<>());
        }
    }

    /** Returns the number of events held back. */
    int heldCount() {
        return heldCount;
    }

    void local(int node, long timeNanos, Runnable event) {
        take(node, timeNanos, null, null, event);
    }

    void sending(int node, long timeNanos, Awaited message, Runnable event) {
        message.noteSend();
        take(node, timeNanos, null, message, event);
    }

    void receipt(int node, long timeNanos, Awaited message, Runnable event) {
        take(node, timeNanos, message, null, event);
    }

    private void take(int node, long timeNanos, Awaited awaited, Awaited sends, Runnable event) {
        Queue<Held> held = heldOfNode.get(node);
        if (!held.isEmpty()) {
            heldCount++;
            held.add(new Held(timeNanos, awaited, sends, event));
        } else if (awaited == null || awaited.isSent()) {
            happen(sends, event);
            wake();
        } else {
            heldCount++;
            held.add(new Held(timeNanos, awaited, sends, event));
            awaited.await(node);
        }
    }

    private void happen(Awaited sends, Runnable event) {
        event.run();
        if (sends != null) {
            wokenNodes.addAll(sends.send());
        }
    }

    private void happenFirst(int node) {
        Held first = heldOfNode.get(node).remove();
        heldCount--;
        happen(first.sends(), first.event());
    }

    private void wake() {
        while (!wokenNodes.isEmpty()) {
            int node = wokenNodes.remove();
            Queue<Held> held = heldOfNode.get(node);
            while (!held.isEmpty() && held.element().canHappen()) {
                happenFirst(node);
            }
            if (!held.isEmpty()) {
                held.element().awaited().await(node);
            }
        }
    }

    /**
     * Replays all events that are held back. Receipts whose sending no journal contains go first. Other receipts are
     * replayed before their sending only if sendings and receipts form a cycle. Takes time linear in the nodes for each
     * such receipt.
     */
    void release() {
        while (heldCount > 0) {
            int node = nextToRelease();
            happenFirst(node);
            wokenNodes.add(node);
            wake();
        }
    }

    private int nextToRelease() {
        int best = -1;
        Held bestHeld = null;
        for (int node = 0; node < heldOfNode.size(); node++) {
            Held first = heldOfNode.get(node).peek();
            if (first != null && (bestHeld == null || goesBefore(first, bestHeld))) {
                best = node;
                bestHeld = first;
            }
        }
        return best;
    }

    private static boolean goesBefore(Held a, Held b) {
        boolean noted = a.awaited().isSendNoted();
        return noted == b.awaited().isSendNoted() ? a.timeNanos() < b.timeNanos() : !noted;
    }
}
