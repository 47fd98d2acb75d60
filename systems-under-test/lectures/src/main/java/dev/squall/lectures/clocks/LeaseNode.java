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
 * A node that shares a lease: at most one node at a time may act as its holder (lecture 3.1; Gray and Cheriton, 1989).
 * The first node grants the lease to one node for a term. Leases need elapsed time only, so all times come from the
 * monotonic clock.
 *
 * <p>Clocks run at different rates, and {@link #DRIFT_PARTS_PER_MILLION_MAX} bounds the error of a rate. A holder
 * counts the term from the time of its request, and stops early by the maximum drift between the two clocks. A granting
 * node waits for one term after a restart, because it has forgotten its last grant.
 */
public class LeaseNode implements Node {

    /** Request for the lease. */
    public record Request(long number) implements Body {}

    /** Grant of the lease for one term, which started when the holder sent its request. */
    public record Grant(long number) implements Body {}

    /**
     * Bound on the drift of a clock: ten per cent, about a thousand times that of a real clock, so that short runs show
     * its effect.
     */
    static final long DRIFT_PARTS_PER_MILLION_MAX = 100_000;

    private static final long MILLION = 1_000_000L;
    private static final long RETRY_MILLIS = 20;
    private static final long OPEN_REQUESTS_MAX = 100;

    private final Environment environment;
    private final long termNanos;
    private Quartz quartz;

    /** End of the term of the last grant, by the granting node's own clock. Only the granting node uses this field. */
    private long grantedUntil;

    private String holder = "";

    /** Times of the requests without a grant, by request number. */
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
     * Returns the time of the clock that measures the term.
     *
     * @param machineNanos reading of the machine's monotonic clock
     */
    protected long now(long machineNanos) {
        return quartz.at(machineNanos);
    }

    /** Returns the part of a term in nanoseconds during which a holder may act, by its own clock. */
    protected long safeTermNanos() {
        return termNanos / (MILLION + DRIFT_PARTS_PER_MILLION_MAX) * (MILLION - DRIFT_PARTS_PER_MILLION_MAX);
    }

    private void periodically() {
        if (!waitingClients.isEmpty()) {
            requestTimes.put(++lastNumber, now(environment.monotonicNanos()));
            requestTimes.headMap(lastNumber - OPEN_REQUESTS_MAX).clear();
            environment.send(environment.nodeIds().get(0), new Request(lastNumber));
        }
        // The period is random, so that no node is always the first to request the lease after a term.
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

    /** Acts for all waiting clients, if the node holds the lease. The time of the action is the clock reading. */
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
