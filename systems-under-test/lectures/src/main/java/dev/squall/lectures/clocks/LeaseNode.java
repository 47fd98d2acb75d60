package dev.squall.lectures.clocks;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.Timekeeping.Use;
import dev.squall.node.protocol.Timekeeping.UseOk;
import dev.squall.node.protocol.Timekeeping.Used;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A lease: at most one node at a time may act as its holder (lecture 3.1; Gray and Cheriton, 1989). The first node
 * grants the lease to one node for a term. All times are elapsed times, so they come from the monotonic clock.
 *
 * <p>Clocks run at different rates, and {@link #DRIFT_PARTS_PER_MILLION_MAX} bounds how far a rate is off. A holder
 * counts the term from before it sent its request, and stops early by what the two clocks may drift apart. A granting
 * node that has restarted waits for one term, because it has forgotten its last grant.
 */
public class LeaseNode implements Node {

    /** A node wants the lease. */
    public record Request(long number) implements Body {}

    /** The node has the lease for one term, which began before it sent the request. */
    public record Grant(long number) implements Body {}

    /** Bound on the drift of a clock: ten per cent, a thousand times that of a real one, so that it shows. */
    static final long DRIFT_PARTS_PER_MILLION_MAX = 100_000;

    private static final long MILLION = 1_000_000L;
    private static final long RETRY_MILLIS = 20;
    private static final long OPEN_REQUESTS_MAX = 100;

    private final Environment environment;
    private final long termNanos;
    private Quartz quartz;

    /** Of the granting node: end of the term of the last grant, by its own clock. */
    private long grantedUntil;

    private String holder = "";

    /** Of every node: the time of each request that has had no answer. */
    private final TreeMap<Long, Long> requestTimes = new TreeMap<>();

    private final List<Message> waitingClients = new ArrayList<>();
    private long lastNumber;
    private long tenure;
    private long leaseEnd;

    public LeaseNode(Environment environment, long termMillis) {
        this.environment = environment;
        this.termNanos = termMillis * MILLION;
    }

    @Override
    public final void start() {
        quartz = Quartz.draw(environment, 0, DRIFT_PARTS_PER_MILLION_MAX);
        long now = now(environment.monotonicNanos());
        grantedUntil = now + termNanos;
        leaseEnd = now;
        periodically();
    }

    /**
     * Returns the time by the clock that the lease is timed by.
     *
     * @param machineNanos reading of the machine's monotonic clock
     */
    protected long now(long machineNanos) {
        return quartz.at(machineNanos);
    }

    /** Returns the part of a term for which a holder may act, by its own clock. */
    protected long safeTermNanos() {
        return termNanos / (MILLION + DRIFT_PARTS_PER_MILLION_MAX) * (MILLION - DRIFT_PARTS_PER_MILLION_MAX);
    }

    private void periodically() {
        if (!waitingClients.isEmpty()) {
            requestTimes.put(++lastNumber, now(environment.monotonicNanos()));
            requestTimes.headMap(lastNumber - OPEN_REQUESTS_MAX).clear();
            environment.send(environment.nodeIds().get(0), new Request(lastNumber));
        }
        // Random, so that no node is always first when a term ends.
        environment.setTimer(1 + environment.random().nextLong(2 * RETRY_MILLIS), this::periodically);
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Use) {
            waitingClients.add(message);
            actAsHolder();
        } else if (message.body() instanceof Request request) {
            onRequest(message.source(), request);
        } else if (message.body() instanceof Grant grant) {
            onGrant(grant);
        }
    }

    private void onRequest(String from, Request request) {
        long now = now(environment.monotonicNanos());
        if (now > grantedUntil || from.equals(holder)) {
            holder = from;
            grantedUntil = now + termNanos;
            environment.send(from, new Grant(request.number()));
        }
    }

    private void onGrant(Grant grant) {
        Long requestTime = requestTimes.get(grant.number());
        if (requestTime != null) {
            requestTimes.headMap(grant.number(), true).clear();
            tenure = grant.number();
            leaseEnd = requestTime + safeTermNanos();
            actAsHolder();
        }
    }

    /** Acts for all clients that wait, if the node holds the lease. The action happens at the reading of the clock. */
    private void actAsHolder() {
        long machineNanos = environment.monotonicNanos();
        if (now(machineNanos) >= leaseEnd) {
            return;
        }
        for (Message client : waitingClients) {
            environment.journal(new Used(tenure, machineNanos));
            environment.reply(client, new UseOk());
        }
        waitingClients.clear();
    }
}
