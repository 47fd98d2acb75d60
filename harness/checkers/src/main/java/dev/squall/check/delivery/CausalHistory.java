package dev.squall.check.delivery;

import dev.squall.check.journal.Message;

/**
 * Causal past of each node: a vector timestamp that has each node's life and its number of broadcasts (Fidge, 1988;
 * Mattern, 1989; lecture 4.1). Neither number decreases along a node's events. So one long packs life and number, and a
 * later value is never less than an earlier one. An event takes time and a message memory linear in the nodes.
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

    /** Updates a node's life at an event and returns the node's causal past. */
    long[] pastOf(int node, int life) {
        long[] own = present[node];
        own[node] = Math.max(own[node], (long) life << Integer.SIZE | broadcasts(own[node]));
        return own;
    }

    /** Records that the node sends a message outside the broadcast. */
    void sent(int node, int life, Message message) {
        message.past(pastOf(node, life).clone());
    }

    void broadcast(int node, int life, Message message) {
        sent(node, life, message);
        present[node][node]++;
    }

    /** Records that the node receives a message outside the broadcast. */
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
