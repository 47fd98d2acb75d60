package dev.squall.lectures.raft;

import dev.squall.lectures.raft.RaftMessages.LogRequest;
import dev.squall.lectures.raft.RaftMessages.LogResponse;
import dev.squall.lectures.raft.RaftMessages.SnapshotRequest;
import dev.squall.lectures.raft.RaftMessages.VoteRequest;
import dev.squall.lectures.raft.RaftMessages.VoteResponse;
import dev.squall.lectures.raft.Replicas.Replica;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.Timer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

// Longer than 350 lines: the lecture's algorithm is one state machine, to be read from top to bottom.
/**
 * Total order broadcast by Raft. Events and variables have the names of the lecture (lecture 6.2; Ongaro and
 * Ousterhout, "In search of an understandable consensus algorithm", 2014). The membership is fixed.
 *
 * <p>Safety: a term has at most one leader. Two logs that agree on an entry agree on all earlier entries. Every later
 * leader's log contains each committed entry. No two nodes deliver different commands at one index. Safety holds under
 * all faults of network, clocks and nodes, if crashes keep synced records. Only forged messages can violate safety.
 *
 * <p>Progress: the cluster makes progress while a quorum is up and messages within the quorum take less than an
 * election timeout.
 */
public class RaftNode implements Node {

    private final Environment environment;
    private final RaftOptions options;
    private final Application application;
    private final ElectionTimer electionTimer;
    private Timer heartbeatTimer;
    private RaftStore store;

    // Copies of the variables on stable storage. The stored commit length is only a hint.
    private long currentTerm;
    private String votedFor;
    private RaftLog log;
    private long commitLength;

    private Role currentRole = Role.FOLLOWER;
    private String currentLeader;
    private final Set<String> votesReceived = new LinkedHashSet<>();
    private Replicas replicas;

    public RaftNode(Environment environment, RaftOptions options, Application application) {
        this.environment = environment;
        this.options = options;
        this.application = application;
        this.electionTimer = new ElectionTimer(environment, options, this::onElectionTimeout);
    }

    /** Handles initialisation and recovery from a crash. Initialisation is a recovery with empty storage. */
    @Override
    public final void start() {
        replicas = new Replicas(members(), environment.nodeId());
        store = new RaftStore(environment);
        currentTerm = store.termAndVote().term();
        votedFor = store.termAndVote().votedFor();
        log = store.log();
        commitLength = log.start();
        application.restore(log.snapshot());
        deliverUpTo(store.recoveredCommitLength());
        environment.journal(new RaftFacts.BecameFollower(currentTerm));
        electionTimer.reset();
    }

    @Override
    public final void receive(Message message) {
        Body body = message.body();
        if (message.isFromClient()) {
            application.onMessage(this, message);
        } else if (body instanceof LogRequest request) {
            onLogRequest(message.source(), request);
        } else if (body instanceof LogResponse response) {
            onLogResponse(message.source(), response);
        } else if (body instanceof VoteRequest request) {
            onVoteRequest(message.source(), request);
        } else if (body instanceof VoteResponse response) {
            onVoteResponse(message.source(), response);
        } else if (body instanceof SnapshotRequest request) {
            onSnapshotRequest(message.source(), request);
        } else {
            application.onMessage(this, message);
        }
    }

    /** Returns the nodes of this Raft group, including this node: all nodes of the cluster, unless overridden. */
    protected List<String> members() {
        return environment.nodeIds();
    }

    // ---- Electing a leader (Raft paper, sections 5.2 and 5.4.1)

    /** Starts an election, after a suspected failure of the leader or an election without a winner. */
    private void onElectionTimeout() {
        currentTerm++;
        currentRole = Role.CANDIDATE;
        currentLeader = null;
        votedFor = environment.nodeId();
        persistTermAndVote(currentTerm, votedFor);
        environment.journal(new RaftFacts.BecameCandidate(currentTerm));
        votesReceived.clear();
        votesReceived.add(environment.nodeId());
        electionTimer.reset();
        VoteRequest request = new VoteRequest(currentTerm, log.length(), log.lastTerm());
        for (Replica follower : replicas.followers()) {
            send(follower.nodeId, request);
        }
        becomeLeaderIfElected();
    }

    private void onVoteRequest(String candidate, VoteRequest request) {
        if (request.term() > currentTerm) {
            becomeFollower(request.term());
        }
        boolean free = votedFor == null || votedFor.equals(candidate);
        boolean granted = request.term() == currentTerm && free && logOk(request.lastTerm(), request.logLength());
        if (granted && votedFor == null) {
            votedFor = candidate;
            persistTermAndVote(currentTerm, votedFor);
            environment.journal(new RaftFacts.VoteGranted(currentTerm, candidate));
            electionTimer.reset();
        }
        send(candidate, new VoteResponse(currentTerm, granted));
    }

    /**
     * Returns true if a candidate's log is at least as up-to-date as the local log. Every quorum contains a node with
     * each committed entry, so an elected leader has all committed entries.
     */
    protected boolean logOk(long lastTerm, long logLength) {
        return lastTerm > log.lastTerm() || lastTerm == log.lastTerm() && logLength >= log.length();
    }

    private void onVoteResponse(String voter, VoteResponse response) {
        if (response.term() > currentTerm) {
            becomeFollower(response.term());
        } else if (currentRole == Role.CANDIDATE && response.term() == currentTerm && response.granted()) {
            votesReceived.add(voter);
            becomeLeaderIfElected();
        }
    }

    private void becomeLeaderIfElected() {
        if (votesReceived.size() >= replicas.quorum()) {
            store.sync(); // In a cluster of one, the node has not sent a message yet, so its term is not synced.
            currentRole = Role.LEADER;
            currentLeader = environment.nodeId();
            environment.journal(new RaftFacts.BecameLeader(currentTerm));
            electionTimer.stop();
            replicas.reset(log.length());
            onHeartbeat();
        }
    }

    /** Makes the node a follower, in the current term or a later term. */
    private void becomeFollower(long term) {
        if (term > currentTerm) {
            currentTerm = term;
            votedFor = null;
            currentLeader = null;
            persistTermAndVote(currentTerm, votedFor);
        }
        if (currentRole == Role.LEADER) {
            heartbeatTimer.cancel();
            electionTimer.reset();
        }
        currentRole = Role.FOLLOWER;
        environment.journal(new RaftFacts.BecameFollower(currentTerm));
    }

    // ---- Broadcasting (Raft paper, section 5.3)

    /** Returns true if this node is the leader of its current term. */
    public final boolean isLeader() {
        return currentRole == Role.LEADER;
    }

    /** Returns the leader of the current term, or null if this node has not heard from the leader yet. */
    public final String currentLeader() {
        return currentLeader;
    }

    public final long currentTerm() {
        return currentTerm;
    }

    public final long logLength() {
        return log.length();
    }

    /**
     * Returns the length of the prefix that all nodes have acknowledged in the current term. Meaningful at the leader
     * only.
     */
    public final long lengthAckedByAll() {
        return replicas.lengthAckedBy(members().size());
    }

    /** Broadcasts a command. The command gets the index {@link #logLength()}. Called at the leader only. */
    public final void broadcast(Command command) {
        long index = log.length();
        store.append(new LogEntry(currentTerm, command));
        store.sync();
        replicas.acknowledgeSelf(log.length());
        for (Replica follower : replicas.followers()) {
            // A follower that is too far behind gets the entry after it has acknowledged earlier entries.
            if (follower.sentLength >= log.start() && follower.sentLength + options.entriesPerMessage() > index) {
                replicateLog(follower);
            }
        }
        commitLogEntries();
    }

    /** Sends a heartbeat to every follower. Runs periodically at the leader. */
    private void onHeartbeat() {
        heartbeatTimer = environment.setTimer(options.heartbeatMillis(), this::onHeartbeat);
        for (Replica follower : replicas.followers()) {
            replicateLog(follower);
        }
    }

    private void replicateLog(Replica follower) {
        long prefixLength = follower.sentLength;
        if (prefixLength < log.start()) {
            follower.requestedLength = log.start();
            send(follower.nodeId, new SnapshotRequest(currentTerm, log.snapshot()));
            return;
        }
        List<LogEntry> suffix = log.slice(prefixLength, options.entriesPerMessage());
        long prefixTerm = log.termOfPrefix(prefixLength);
        follower.requestedLength = prefixLength + suffix.size();
        send(follower.nodeId, new LogRequest(currentTerm, prefixLength, prefixTerm, commitLength, suffix));
    }

    // ---- Following (Raft paper, sections 5.3 and 7)

    private void onLogRequest(String leader, LogRequest request) {
        boolean current = onSignOfLeader(leader, request.term());
        long prefixLength = request.prefixLength();
        if (current && prefixLength <= log.length() && prefixAgrees(prefixLength, request.prefixTerm())) {
            application.onTruncated(store.appendEntries(prefixLength, request.suffix()));
            long ack = prefixLength + request.suffix().size();
            // The leader's commit length may exceed the prefix that this request has shown to agree with the local log.
            deliverUpTo(Math.min(request.commitLength(), ack));
            send(leader, new LogResponse(currentTerm, ack, true));
        } else {
            // The lecture's leader steps back one entry at a time. Committed entries always agree, so one step back to
            // the commit length is enough.
            long retry = Math.min(commitLength, prefixLength - 1);
            send(leader, new LogResponse(currentTerm, retry, false));
        }
    }

    /**
     * Returns true if the local log and the leader's log agree on a prefix, by the term of the prefix's last entry. The
     * local snapshot replaces only committed entries, which agree with every leader's log.
     */
    protected boolean prefixAgrees(long prefixLength, long prefixTerm) {
        return prefixLength <= log.start() || log.termOfPrefix(prefixLength) == prefixTerm;
    }

    /** Returns true if the sender leads the current term. Returns false for a leader of an earlier term. */
    private boolean onSignOfLeader(String leader, long term) {
        if (term > currentTerm || term == currentTerm && currentRole != Role.FOLLOWER) {
            becomeFollower(term);
        }
        if (term < currentTerm) {
            return false;
        }
        currentLeader = leader;
        electionTimer.reset();
        return true;
    }

    private void onSnapshotRequest(String leader, SnapshotRequest request) {
        Snapshot snapshot = request.snapshot();
        boolean current = onSignOfLeader(leader, request.term());
        if (current && snapshot.length() > commitLength) {
            store.compact(snapshot);
            commitLength = snapshot.length();
            environment.journal(new RaftFacts.InstalledSnapshot(snapshot.length(), snapshot.lastTerm(), log.length()));
            application.restore(snapshot);
        }
        send(leader, new LogResponse(currentTerm, snapshot.length(), current));
    }

    // ---- Committing (Raft paper, section 5.4.2)

    private void onLogResponse(String nodeId, LogResponse response) {
        if (response.term() > currentTerm) {
            becomeFollower(response.term());
            return;
        }
        if (currentRole != Role.LEADER || response.term() < currentTerm) {
            return; // Entries acknowledged in an earlier term may have been truncated from the follower's log since.
        }
        Replica follower = replicas.get(nodeId);
        long ack = Math.max(response.ack(), follower.ackedLength);
        if (response.success()) {
            follower.ackedLength = ack;
            follower.sentLength = ack;
            commitLogEntries();
            if (ack >= follower.requestedLength && ack < log.length()) {
                replicateLog(follower);
            }
        } else if (ack < follower.sentLength) {
            follower.sentLength = ack;
            replicateLog(follower);
        }
    }

    private void commitLogEntries() {
        long length = replicas.lengthAckedBy(acksToCommit());
        if (length > commitLength && countingCommits(log.termOfPrefix(length))) {
            deliverUpTo(length);
        }
    }

    /**
     * Returns true if an entry of this term is committed once enough nodes have the entry. Counting nodes never commits
     * an entry of an earlier term, because a later leader may lack the entry. A committed entry of the leader's own
     * term commits all earlier entries as well.
     */
    protected boolean countingCommits(long entryTerm) {
        return entryTerm == currentTerm;
    }

    /**
     * Returns the number of nodes that must have an entry of the current term before the leader commits the entry: a
     * quorum.
     */
    protected int acksToCommit() {
        return replicas.quorum();
    }

    private void deliverUpTo(long length) {
        if (length <= commitLength) {
            return;
        }
        store.putCommitLength(length);
        environment.journal(new RaftFacts.Committed(length, currentTerm));
        for (; commitLength < length; commitLength++) {
            LogEntry entry = log.get(commitLength);
            environment.journal(new RaftFacts.Applied(commitLength, entry.term(), entry.command()));
            application.deliver(commitLength, entry.command());
        }
        if (commitLength - log.start() >= options.snapshotEvery()) {
            store.compact(application.snapshot(commitLength, log.termOfPrefix(commitLength)));
        }
    }

    // ---- Storing and sending

    /**
     * Stores the term and the vote. Term and vote are stable before the node sends its next message to another node.
     */
    protected void persistTermAndVote(long term, String votedFor) {
        store.putTermAndVote(term, votedFor);
    }

    /** Sends a message to another node, after making all changes stable that the message may reveal. */
    private void send(String nodeId, Body body) {
        store.sync();
        environment.send(nodeId, body);
    }
}
