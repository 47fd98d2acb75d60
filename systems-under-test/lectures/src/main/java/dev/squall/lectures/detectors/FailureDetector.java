package dev.squall.lectures.detectors;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.Detectors.Restored;
import dev.squall.node.protocol.Detectors.Started;
import dev.squall.node.protocol.Detectors.Suspected;
import dev.squall.node.protocol.Detectors.Suspects;
import dev.squall.node.protocol.Detectors.SuspectsOk;
import dev.squall.node.protocol.Detectors.TimeoutSet;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A failure detector by heartbeats (lecture 2.4; Cachin, Guerraoui and Rodrigues, 2011, section 2.6). Each node
 * periodically sends a heartbeat to all others, and suspects a node after a silence longer than a timeout.
 *
 * <p>The monotonic clock measures the silence. Before a node's first heartbeat, a longer timeout allows the node to
 * start.
 */
public abstract class FailureDetector implements Node {

    /** Message by which a node shows that it is up. */
    public record Heartbeat() implements Body {}

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Environment environment;
    private final DetectorOptions options;
    private final TreeSet<String> suspected = new TreeSet<>();
    private final Map<String, Long> lastHeardNanos = new TreeMap<>();
    /** Timeouts of the nodes that have sent a heartbeat. */
    private final Map<String, Long> timeoutMillis = new TreeMap<>();

    protected FailureDetector(Environment environment, DetectorOptions options) {
        this.environment = environment;
        this.options = options;
    }

    @Override
    public final void start() {
        environment.journal(new Started());
        forEachOther(node -> lastHeardNanos.put(node, environment.monotonicNanos()));
        periodically();
    }

    private void periodically() {
        forEachOther(this::sendHeartbeat);
        forEachOther(this::suspectIfSilent);
        environment.setTimer(options.heartbeatMillis(), this::periodically);
    }

    private void forEachOther(java.util.function.Consumer<String> action) {
        environment.nodeIds().stream()
                .filter(node -> !node.equals(environment.nodeId()))
                .forEach(action);
    }

    /** Sends a heartbeat to a node. */
    protected void sendHeartbeat(String to) {
        environment.send(to, new Heartbeat());
    }

    private void suspectIfSilent(String node) {
        long silenceNanos = environment.monotonicNanos() - lastHeardNanos.get(node);
        long timeout = timeoutMillis.getOrDefault(node, options.startMillis());
        if (silenceNanos > timeout * NANOS_PER_MILLI && suspected.add(node)) {
            environment.journal(new Suspected(node));
        }
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Heartbeat) {
            onHeartbeat(message.source());
        } else if (message.body() instanceof Suspects) {
            environment.reply(message, new SuspectsOk(new ArrayList<>(suspected)));
        }
    }

    private void onHeartbeat(String node) {
        lastHeardNanos.put(node, environment.monotonicNanos());
        if (!timeoutMillis.containsKey(node)) {
            setTimeout(node, options.timeoutMillis());
        }
        if (suspected.contains(node)) {
            onMistake(node);
        }
    }

    /** Handles a heartbeat from a suspected node. */
    protected abstract void onMistake(String node);

    /** Removes the suspicion of a node. */
    protected final void restore(String node) {
        suspected.remove(node);
        environment.journal(new Restored(node));
    }

    /** Increases the timeout of a node by one step. */
    protected void growTimeout(String node) {
        setTimeout(node, timeoutMillis.get(node) + options.growthMillis());
    }

    private void setTimeout(String node, long millis) {
        timeoutMillis.put(node, millis);
        environment.journal(new TimeoutSet(node, millis));
    }
}
