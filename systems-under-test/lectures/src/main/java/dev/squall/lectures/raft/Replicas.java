package dev.squall.lectures.raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The leader's knowledge of every node's log, including its own log. The knowledge is meaningful only while this node
 * leads.
 */
final class Replicas {

    private final Map<String, Replica> all = new LinkedHashMap<>();
    private final List<Replica> followers = new ArrayList<>();
    private final Replica self;
    private final long[] ackedLengths;

    /** @param nodeIds all nodes of the cluster, including {@code selfId} */
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

    /** Returns the size of a quorum: more than half of the nodes. */
    int quorum() {
        return all.size() / 2 + 1;
    }

    Replica get(String nodeId) {
        return all.get(nodeId);
    }

    /** Returns all nodes except this node, in the order of the cluster. */
    List<Replica> followers() {
        return followers;
    }

    /** Resets the knowledge to a new leader's assumptions, with a log of this length. */
    void reset(long logLength) {
        for (Replica follower : followers) {
            follower.sentLength = logLength;
            follower.ackedLength = 0;
            follower.requestedLength = logLength;
        }
        acknowledgeSelf(logLength);
    }

    /** Records the length of the log on this node's own stable storage. */
    void acknowledgeSelf(long logLength) {
        self.ackedLength = logLength;
    }

    /**
     * Returns the length of the longest prefix that at least {@code acks} nodes have acknowledged. In the lecture's
     * notation, this is the greatest length with {@code acks(length)} at least {@code acks}.
     *
     * @param acks required number of nodes, from 1 to the size of the cluster
     */
    long lengthAckedBy(int acks) {
        int i = 0;
        for (Replica replica : all.values()) {
            ackedLengths[i++] = replica.ackedLength;
        }
        Arrays.sort(ackedLengths);
        return ackedLengths[ackedLengths.length - acks];
    }

    /**
     * The leader's knowledge of one node's log: the lectures' {@code sentLength[node]} and {@code ackedLength[node]}.
     */
    static final class Replica {

        final String nodeId;

        /** Length of the prefix that the leader assumes the node to have. The next request starts after this prefix. */
        long sentLength;

        /** Length of the prefix that the node has acknowledged in this term. */
        long ackedLength;

        /**
         * Length of the log up to the last entry of the latest request. The length is below the leader's log length if
         * the request did not contain all entries.
         */
        long requestedLength;

        private Replica(String nodeId) {
            this.nodeId = nodeId;
        }
    }
}
