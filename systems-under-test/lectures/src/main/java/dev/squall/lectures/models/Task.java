package dev.squall.lectures.models;

import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.lectures.commit.CommitMessages.BeginOk;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.protocol.BroadcastFacts.Delivered;
import dev.squall.node.protocol.BroadcastFacts.DeliveredAt;
import dev.squall.node.protocol.Broadcasts;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv.Cas;
import dev.squall.node.protocol.LinKv.CasOk;
import dev.squall.node.protocol.LinKv.Read;
import dev.squall.node.protocol.LinKv.ReadOk;
import dev.squall.node.protocol.LinKv.Write;
import dev.squall.node.protocol.LinKv.WriteOk;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tasks of the lecture's table, as sequences of a client's requests. A request begins after the previous is done. */
enum Task {
    /** All nodes participate in each transaction, and no two transactions claim the same item. */
    ATOMIC_COMMIT {
        @Override
        Body request(long number, long attempt, List<String> nodes) {
            Map<String, Object> items = new TreeMap<>();
            nodes.forEach(node -> items.put(node, attempt));
            return new Begin(attempt, items);
        }

        @Override
        Answer judge(long number, Body reply) {
            if (reply instanceof BeginOk begun) {
                return begun.commit() ? Answer.DONE : Answer.ABORTED;
            }
            return Answer.REJECTED;
        }
    },
    /** A broadcast is done when the sender has delivered its own message. */
    BROADCAST {
        @Override
        Body request(long number, long attempt, List<String> nodes) {
            return new Broadcasts.Broadcast(number);
        }

        @Override
        Answer judge(long number, Body reply) {
            return reply instanceof ErrorReply ? Answer.REJECTED : Answer.OPEN;
        }

        @Override
        boolean isDone(long number, Fact fact) {
            return fact instanceof Delivered delivered && delivered.message().equals(number)
                    || fact instanceof DeliveredAt deliveredAt
                            && deliveredAt.message().equals(number);
        }
    },
    /** Get and set: a request with an odd number writes the number, and the next request reads it. */
    GET_AND_SET {
        @Override
        Body request(long number, long attempt, List<String> nodes) {
            long key = (number - 1) / 2 % KEYS;
            return number % 2 == 1 ? new Write(key, number) : new Read(key);
        }

        @Override
        Answer judge(long number, Body reply) {
            if (reply instanceof ReadOk read) {
                return read.value().equals(number - 1) ? Answer.DONE : Answer.WRONG;
            }
            return reply instanceof WriteOk ? Answer.DONE : Answer.REJECTED;
        }
    },
    /** Compare-and-set: each request replaces the number of the previous request by its own. */
    COMPARE_AND_SET {
        @Override
        Body request(long number, long attempt, List<String> nodes) {
            return number == 1 ? new Write(KEY, number) : new Cas(KEY, number - 1, number);
        }

        @Override
        Answer judge(long number, Body reply) {
            return reply instanceof WriteOk || reply instanceof CasOk ? Answer.DONE : Answer.REJECTED;
        }
    };

    /** Meanings of a reply. */
    enum Answer {
        /** The request is done. */
        DONE,
        /** The transaction of the request is aborted. */
        ABORTED,
        /** The node rejects the request, and the request takes no effect. */
        REJECTED,
        /** The reply contradicts the earlier replies. */
        WRONG,
        /** The reply does not tell if the request is done. */
        OPEN
    }

    private static final String KEY = "x";

    /** Number of registers. Two writes of one register are far apart, so every node has seen the first by then. */
    private static final int KEYS = 20;

    /**
     * Returns the client's request. The client repeats a rejected or aborted request as a new attempt.
     *
     * @param number number of the request, from 1
     * @param attempt number of the attempt, unique in the run
     * @param nodes names of all nodes
     */
    abstract Body request(long number, long attempt, List<String> nodes);

    /** Returns the meaning of a reply to the request with this number. */
    abstract Answer judge(long number, Body reply);

    /** Returns true if the request with this number is done when its node notes the fact. */
    boolean isDone(long number, Fact fact) {
        return false;
    }
}
