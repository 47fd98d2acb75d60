package dev.squall.world.server;

import dev.squall.world.ClusterObserver;
import dev.squall.world.realtime.RealTimeline;
import java.util.concurrent.TimeUnit;

/**
 * Periodic check if a node is the primary, during one life of the node. All methods run on the thread of the timeline.
 */
final class PrimaryWatch {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long ANSWER_MILLIS_MAX = 1_000;

    private final ServerNode node;
    private final int life;
    private final RealTimeline timeline;
    private final ClusterObserver observer;
    private boolean wasPrimary;

    PrimaryWatch(ServerNode node, int life, RealTimeline timeline, ClusterObserver observer) {
        this.node = node;
        this.life = life;
        this.timeline = timeline;
        this.observer = observer;
    }

    void ask() {
        if (node.lives(life)) {
            node.client()
                    .isPrimary()
                    .completeOnTimeout(false, ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)
                    .exceptionally(problem -> false)
                    .thenAccept(isPrimary -> timeline.post(() -> note(isPrimary)));
        }
    }

    private void note(boolean isPrimary) {
        if (isPrimary && !wasPrimary && node.lives(life)) {
            observer.onFact(node.nodeId(), life, new ServerFacts.BecamePrimary());
        }
        wasPrimary = isPrimary;
        timeline.schedule(timeline.nowNanos() + INTERVAL_NANOS, this::ask);
    }
}
