package dev.squall.lectures.clocks;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Timekeeping.Adjusted;
import dev.squall.node.protocol.Timekeeping.Estimated;
import dev.squall.node.protocol.Timekeeping.Offset;
import dev.squall.node.protocol.Timekeeping.OffsetOk;
import dev.squall.node.protocol.Timekeeping.QuartzStarted;

/**
 * A node that synchronises its clock by NTP's four timestamps (lecture 3.2; Mills, 1991). The first node is the server.
 * The variables have the names of the lecture's slide: {@code t1} to {@code t4}, the round-trip network delay {@code
 * delta}, and the skew {@code theta}.
 *
 * <p>At the exchange, the error of theta is at most half of delta, even if the delays are asymmetric. Afterwards the
 * two clocks drift apart, so the error bound must include the drift.
 */
public class NtpNode implements Node {

    /** The client's request, sent at time {@code t1} of the client's clock. */
    public record Request(long t1) implements Body {}

    /**
     * The server's response. The request arrived at {@code t2}, and the response is sent at {@code t3}, by the server's
     * clock.
     */
    public record Response(long t1, long t2, long t3) implements Body {}

    /**
     * Bound on the drift of a clock. Real clocks drift by about 50 parts per million; the larger bound makes drift
     * visible in a short run.
     */
    static final long DRIFT_PARTS_PER_MILLION_MAX = 1_000;

    /**
     * Bounds of a node's clock offset in nanoseconds. Each node draws one of the three bounds, so slews, steps and
     * panics all occur.
     */
    private static final long[] OFFSETS_MAX = {50_000_000L, 10_000_000_000L, 2_000_000_000_000L};

    private static final long MILLION = 1_000_000L;
    private static final long POLL_MILLIS = 200;

    private final Environment environment;
    private final DisciplinedClock disciplined = new DisciplinedClock();
    private Quartz quartz;
    private boolean isSynchronised;
    private long t1;
    private long delta;
    private long theta;

    public NtpNode(Environment environment) {
        this.environment = environment;
    }

    @Override
    public final void start() {
        long offsetMax = OFFSETS_MAX[environment.random().nextInt(OFFSETS_MAX.length)];
        quartz = Quartz.draw(environment, offsetMax, DRIFT_PARTS_PER_MILLION_MAX);
        environment.journal(
                new QuartzStarted(quartz.offsetNanos(), quartz.driftPartsPerMillion(), quartz.startNanos()));
        if (isServer()) {
            isSynchronised = true;
        } else {
            periodically();
        }
    }

    private String server() {
        return environment.nodeIds().get(0);
    }

    private boolean isServer() {
        return environment.nodeId().equals(server());
    }

    private long time() {
        return quartz.at(environment.monotonicNanos());
    }

    private void periodically() {
        environment.send(server(), new Request(time()));
        environment.setTimer(POLL_MILLIS, this::periodically);
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Request request) {
            long t2 = time();
            environment.send(message.source(), new Response(request.t1(), t2, time()));
        } else if (message.body() instanceof Response response) {
            onResponse(response, time());
        } else if (message.body() instanceof Offset) {
            onRequestForOffset(message);
        }
    }

    private void onResponse(Response response, long t4) {
        if (isSynchronised && response.t1() <= t1) {
            // The response belongs to an older exchange, or is a duplicate.
            return;
        }
        isSynchronised = true;
        t1 = response.t1();
        delta = (t4 - response.t1()) - (response.t3() - response.t2());
        theta = response.t3() + delta / 2 - t4;
        long remaining = theta - (disciplined.at(t4) - t4);
        String how = disciplined.adjust(remaining, t4);
        environment.journal(new Adjusted(how, remaining));
    }

    private void onRequestForOffset(Message client) {
        if (!isSynchronised) {
            environment.reply(
                    client, new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "the server has not responded yet"));
            return;
        }
        long machineNanos = environment.monotonicNanos();
        long now = quartz.at(machineNanos);
        long bound = isServer() ? 0 : (delta + 1) / 2 + driftSince(now - t1);
        environment.journal(new Estimated(server(), theta, bound, disciplined.at(now), machineNanos));
        environment.reply(client, new OffsetOk(theta, bound));
    }

    /**
     * Returns the maximum drift in nanoseconds between the server's clock and the local clock, if one is fast and the
     * other slow.
     *
     * @param elapsedNanos time since the start of the last exchange, by the local clock
     */
    protected long driftSince(long elapsedNanos) {
        return 2 * (elapsedNanos / (MILLION - DRIFT_PARTS_PER_MILLION_MAX) + 1) * DRIFT_PARTS_PER_MILLION_MAX;
    }
}
