package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.lectures.rpc.RpcRecords.Answered;
import dev.squall.lectures.rpc.RpcRecords.Incremented;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's table of executed calls, by stub (Lee and others, 2015, RIFL). The table may forget calls of an earlier
 * life of the stub, and calls with a response that the stub has. The server distinguishes both from new calls by their
 * numbers.
 */
public final class ExecutedCalls {

    /** Calls of one life of a stub. */
    private static final class Session {

        private final long life;
        private final TreeMap<Long, Incremented> calls = new TreeMap<>();
        private long unansweredFrom = 1;

        private Session(long life) {
            this.life = life;
        }
    }

    private final Map<String, Session> sessions = new TreeMap<>();

    /** Adds an executed call. */
    void add(Incremented call) {
        session(call.id().stub(), call.id().life()).calls.put(call.id().number(), call);
    }

    /** Returns the executed call with this id, null if the table does not contain the call. */
    Incremented find(RequestId id) {
        Session session = sessions.get(id.stub());
        return session == null || session.life != id.life() ? null : session.calls.get(id.number());
    }

    /**
     * Returns true if the stub has the call's response, or has begun another life. The stub will not retry such a call.
     */
    boolean isOver(RequestId id) {
        Session session = sessions.get(id.stub());
        return session != null
                && (id.life() < session.life || id.life() == session.life && id.number() < session.unansweredFrom);
    }

    /** Forgets the calls that have a response at the stub, according to a request of the stub. */
    void forgetAnswered(Request request) {
        RequestId id = request.id();
        Session known = sessions.get(id.stub());
        if (known == null || known.life <= id.life()) {
            forgetAnswered(id.stub(), id.life(), request.unansweredFrom());
        }
    }

    private void forgetAnswered(String stub, long life, long unansweredFrom) {
        Session session = session(stub, life);
        session.unansweredFrom = Math.max(session.unansweredFrom, unansweredFrom);
        session.calls.headMap(session.unansweredFrom).clear();
    }

    /** Forgets all calls of a stub except its last one. */
    public void forgetAllButLast(String stub) {
        Session session = sessions.get(stub);
        if (session != null && session.calls.size() > 1) {
            session.calls.headMap(session.calls.lastKey()).clear();
        }
    }

    private Session session(String stub, long life) {
        Session known = sessions.get(stub);
        if (known == null || known.life < life) {
            known = new Session(life);
            sessions.put(stub, known);
        }
        return known;
    }

    /** Returns all calls in the table. */
    List<Incremented> all() {
        List<Incremented> all = new ArrayList<>();
        sessions.values().forEach(session -> all.addAll(session.calls.values()));
        return all;
    }

    /** Returns records from which {@link #recover} restores the table. */
    List<StableRecord> toRecords() {
        List<StableRecord> records = new ArrayList<>();
        sessions.forEach((stub, session) -> records.add(new Answered(stub, session.life, session.unansweredFrom)));
        records.addAll(all());
        return records;
    }

    /** Applies a record of stable storage to the table. */
    void recover(StableRecord stored) {
        if (stored instanceof Answered answered) {
            forgetAnswered(answered.stub(), answered.life(), answered.unansweredFrom());
        } else if (stored instanceof Incremented call) {
            forgetAnswered(call.id().stub(), call.id().life(), call.unansweredFrom());
            add(call);
        }
    }
}
