package starters;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.Timer;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.LinKv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Exercise: a key-value store over Raft (lecture 6.2). Total order broadcast by Raft delivers the requests of clients
 * in the same order at every node. So the store is linearizable.
 */
public final class Raft implements Node {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new NodeProgram() {
                @Override
                public Node create(Environment environment, Map<String, String> options) {
                    return new Raft(environment);
                }

                @Override
                public Vocabulary vocabulary() {
                    return new Vocabulary(
                                    List.of(VoteRequest.class, VoteResponse.class, LogRequest.class, LogResponse.class,
                                            Forward.class),
                                    List.of(TermAndVote.class, Entry.class),
                                    List.of())
                            .withBodies(LinKv.VOCABULARY);
                }
            });
        }
    }

    // Messages between nodes. An entry of the log is a client's request: its client, its id, and its body.
    public record VoteRequest(long term, long logLength, long lastTerm) implements Body {}
    public record VoteResponse(long term, boolean granted) implements Body {}
    public record LogRequest(long term, long prefixLength, long prefixTerm, long commitLength, List<Entry> suffix)
            implements Body {}
    public record LogResponse(long term, long acked, boolean success) implements Body {}
    public record Forward(String client, long messageId, Body request) implements Body {}

    // Records in stable storage, by environment.storage().
    public record TermAndVote(long term, String votedFor) implements StableRecord {}
    public record Entry(long index, long term, String client, long messageId, Body request) implements StableRecord {}

    private static final long ELECTION_MILLIS = 300;
    private static final long HEARTBEAT_MILLIS = 50;

    private final Environment environment;

    // These survive a crash.
    private long currentTerm;
    private String votedFor;
    private final List<Entry> log = new ArrayList<>();

    private long commitLength;
    private String currentRole = "follower";
    private String currentLeader;
    private final Set<String> votesReceived = new TreeSet<>();
    private final Map<String, Long> sentLength = new HashMap<>();
    private final Map<String, Long> ackedLength = new HashMap<>();
    private final Map<Object, Object> values = new HashMap<>();
    private Timer electionTimer;

    Raft(Environment environment) {
        this.environment = environment;
    }

    /** On initialisation, and on recovery from a crash. */
    @Override
    public void start() {
        // To write: restore what survives a crash from environment.storage().read().
        resetElectionTimer();
        environment.setTimer(HEARTBEAT_MILLIS, this::periodically);
    }

    /** Suspects the leader if nothing is heard of it for a random time. */
    private void resetElectionTimer() {
        if (electionTimer != null) {
            electionTimer.cancel();
        }
        long millis = ELECTION_MILLIS + environment.random().nextLong(ELECTION_MILLIS);
        electionTimer = environment.setTimer(millis, this::onElectionTimeout);
    }

    private void onElectionTimeout() {
        // To write: become a candidate. Begin a term, vote for this node, and ask all nodes for votes.
        resetElectionTimer();
    }

    private void periodically() {
        // To write: a leader replicates its log to each follower.
        environment.setTimer(HEARTBEAT_MILLIS, this::periodically);
    }

    @Override
    public void receive(Message message) {
        if (message.isFromClient()) {
            onRequest(new Forward(message.source(), message.messageId(), message.body()));
        } else if (message.body() instanceof Forward forward && currentRole.equals("leader")) {
            onRequest(forward);
        } else if (message.body() instanceof VoteRequest request) {
            onVoteRequest(message.source(), request);
        } else if (message.body() instanceof VoteResponse response) {
            onVoteResponse(message.source(), response);
        } else if (message.body() instanceof LogRequest request) {
            onLogRequest(message.source(), request);
        } else if (message.body() instanceof LogResponse response) {
            onLogResponse(message.source(), response);
        }
    }

    /** On request to broadcast. A node that knows no leader may answer TEMPORARILY_UNAVAILABLE: nothing happened. */
    private void onRequest(Forward request) {
        throw new Starters.NotWritten("onRequest: append the request to the log as leader, or pass it on");
    }

    private void onVoteRequest(String candidate, VoteRequest request) {
        throw new Starters.NotWritten("onVoteRequest: vote if term and log of the candidate are good enough");
    }

    private void onVoteResponse(String voter, VoteResponse response) {
        throw new Starters.NotWritten("onVoteResponse: count the votes, and lead with a quorum of them");
    }

    private void onLogRequest(String leader, LogRequest request) {
        throw new Starters.NotWritten("onLogRequest: append the entries if the prefixes agree, and acknowledge them");
    }

    private void onLogResponse(String follower, LogResponse response) {
        throw new Starters.NotWritten("onLogResponse: advance ackedLength and commit, or send more of the log");
    }

    /** Delivers the next entry of the log at this node. A request must not be applied twice. */
    private void deliver(Entry entry) {
        throw new Starters.NotWritten("deliver: apply the request to the values, and as leader answer its client");
    }

    /** Answers the client of a request. */
    private void answer(Entry entry, Body reply) {
        environment.send(
                new Message(environment.nodeId(), entry.client(), Message.NO_ID, entry.messageId(), reply));
    }
}
