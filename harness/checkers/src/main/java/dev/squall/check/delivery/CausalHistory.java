package dev.squall.check.delivery;

import dev.squall.check.journal.Message;

/**
 * Causal past of each node: a vector timestamp that counts, for each node, the broadcasts that it
 * made and the life in which it was (Fidge, 1988; Mattern, 1989; lecture 4.1). Neither of the two ever falls along a
 * node's events, so that one number holds both and the later of two is the greater. An event takes time and a message
 * memory linear in the nodes.
 */
final class CausalHistory {

    private final long[][] present;

    CausalHistory(int nodes) {
        present = new long[nodes][nodes];
    }

    static int broadcasts(long component) {
        return (int) component;
    }

    static int life(long component) {
        return (int) (component >>> Integer.SIZE);
    }

    /** Advances a node that does something in a life; returns all that happened before. */
    long[] pastOf(int node, int life) {
        long[] own = present[node];
        own[node] = Math.max(own[node], (long) life << Integer.SIZE | broadcasts(own[node]));
        return own;
    }

    /** Records that the node sends a message that is no broadcast. */
    void sent(int node, int life, Message message) {
        message.past(pastOf(node, life).clone());
    }

    void broadcast(int node, int life, Message message) {
        sent(node, life, message);
        present[node][node]++;
    }

    /** Records that the node learns of a message that is no broadcast. */
    void received(int node, int life, Message message) {
        long[] own = pastOf(node, life);
        long[] past = message.past();
        if (past == null) {
            return;
        }
        for (int i = 0; i < own.length; i++) {
            own[i] = Math.max(own[i], past[i]);
        }
    }

    void delivered(int node, int life, Message message) {
        received(node, life, message);
        if (message.past() != null) {
            long[] own = present[node];
            int sender = message.sender();
            own[sender] = Math.max(own[sender], message.past()[sender] + 1);
        }
    }
}
