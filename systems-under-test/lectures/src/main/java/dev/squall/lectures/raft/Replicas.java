package dev.squall.lectures.raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a leader knows of each node's log, its own included. It has a meaning only while this node leads. */
final class Replicas {

    private final Map<String, Replica> all = new LinkedHashMap<>();
    private final List<Replica> followers = new ArrayList<>();
    private final Replica self;
    private final long[] ackedLengths;

    /** @param nodeIds all nodes, {@code selfId} among them */
    Replicas(List<String> nodeIds, String selfId) {
        for (String nodeId : nodeIds) {
            Replica replica = new Replica(nodeId);
            all.put(nodeId, replica);
            if (!nodeId.equals(selfId)) {
                followers.add(replica);
            }
        }
        self = all.get(selfId);
        ackedLengths = new long[all.size()];
    }

    /** How many nodes make a quorum: more than half. */
    int quorum() {
        return all.size() / 2 + 1;
    }

    Replica get(String nodeId) {
        return all.get(nodeId);
    }

    /** All but this node, in the order of the cluster. */
    List<Replica> followers() {
        return followers;
    }

    /** What a new leader with a log of this length assumes, before it has heard from anybody. */
    void reset(long logLength) {
        for (Replica follower : followers) {
            follower.sentLength = logLength;
            follower.ackedLength = 0;
            follower.requestedLength = logLength;
        }
        acknowledgeSelf(logLength);
    }

    /** This node has so much of the log on its stable storage. */
    void acknowledgeSelf(long logLength) {
        self.ackedLength = logLength;
    }

    /**
     * The longest prefix that at least so many nodes have acknowledged: the greatest length whose {@code acks(length)},
     * in the lecture's words, is at least {@code acks}.
     *
     * @param acks from 1 to the number of nodes
     */
    long lengthAckedBy(int acks) {
        int i = 0;
        for (Replica replica : all.values()) {
            ackedLengths[i++] = replica.ackedLength;
        }
        Arrays.sort(ackedLengths);
        return ackedLengths[ackedLengths.length - acks];
    }

    /** What a leader knows of one node's log: the lectures' {@code sentLength[node]} and {@code ackedLength[node]}. */
    static final class Replica {

        final String nodeId;

        /** The length of the prefix that the leader takes the node to have: the next request starts after it. */
        long sentLength;

        /** The length of the prefix that the node has acknowledged in this term. */
        long ackedLength;

        /** The length of the log up to the end of the last request; below the leader's if that did not carry it all. */
        long requestedLength;

        private Replica(String nodeId) {
            this.nodeId = nodeId;
        }
    }
}
