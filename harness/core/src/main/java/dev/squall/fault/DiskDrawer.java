package dev.squall.fault;

import dev.squall.world.Cluster;
import dev.squall.world.Crashable;
import dev.squall.world.CrashableAtSync;
import dev.squall.world.WriteLoss;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Drawer of disk losses. A crash of a node without unsynced data proves nothing, so the drawer waits for unsynced data.
 * The drawer crashes a node with unsynced data between two handlers. In some worlds it may also crash a node that is
 * about to sync within a handler.
 */
final class DiskDrawer implements FaultDrawer {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long POLL_NANOS = 2 * MILLISECOND_NANOS;
    private static final long PATIENCE_NANOS = 100 * MILLISECOND_NANOS;

    private final FaultContext context;
    private final Cluster cluster;
    private final boolean canCrashAtSync;
    /** The strike that waits for unsynced data; null if no strike waits. */
    private Wait waiting;

    DiskDrawer(FaultContext context) {
        this.context = context;
        this.cluster = context.cluster();
        this.canCrashAtSync = cluster instanceof CrashableAtSync;
    }

    @Override
    public Strike draw() {
        WriteLoss writes = context.random().nextBoolean() ? WriteLoss.LOST : WriteLoss.TORN;
        return (nemesis, whenStruck) -> {
            waiting = new Wait(nemesis, writes, whenStruck);
            waiting.await(canCrashAtSync && !context.random().nextBoolean());
        };
    }

    @Override
    public void cancel() {
        waiting = null;
    }

    /** One strike that waits for a node with unsynced data. */
    private final class Wait {

        private final Nemesis nemesis;
        private final WriteLoss writes;
        private final Runnable whenStruck;

        Wait(Nemesis nemesis, WriteLoss writes, Runnable whenStruck) {
            this.nemesis = nemesis;
            this.writes = writes;
            this.whenStruck = whenStruck;
        }

        private void await(boolean atSync) {
            Optional<String> victim = atSync ? nodeToCrashAtSync() : Optional.empty();
            if (victim.isPresent()) {
                crashAtSync(victim.get());
            } else {
                lurk(context.timeline().nowNanos() + PATIENCE_NANOS);
            }
        }

        private void crashAtSync(String victim) {
            Optional<ActiveFault> armed = nemesis.inject(new DiskLoss(victim, writes, true), () -> {
                waiting = null;
                whenStruck.run();
            });
            context.timeline().schedule(context.timeline().nowNanos() + PATIENCE_NANOS, () -> {
                // Falls back for a node that never syncs, such as a flawed one: crashes it when it has unsynced data.
                if (waiting == this) {
                    armed.ifPresent(nemesis::withdraw);
                    await(false);
                }
            });
        }

        private void lurk(long patienceEndNanos) {
            if (waiting != this) {
                return;
            }
            Optional<String> victim = nodeWithUnsyncedWrites();
            long now = context.timeline().nowNanos();
            if (victim.isPresent()) {
                waiting = null;
                crash(victim.get());
                whenStruck.run();
            } else if (now >= patienceEndNanos && canCrashAtSync) {
                // Falls back for nodes that sync before every handler ends: they have unsynced data only within a
                // handler.
                await(true);
            } else {
                context.timeline().schedule(now + POLL_NANOS, () -> lurk(patienceEndNanos));
            }
        }

        /** Crashes the victim and some random nodes, as one power failure would. */
        private void crash(String victim) {
            Set<String> targets = new TreeSet<>(context.someNodes());
            targets.add(victim);
            targets.forEach(node -> nemesis.inject(new DiskLoss(node, writes, false), () -> {}));
        }
    }

    /** Returns the primary, which syncs most often, or else any node that is up. */
    private Optional<String> nodeToCrashAtSync() {
        Optional<String> primary = context.primary().get().filter(cluster::isUp);
        return primary.or(() -> Arrays.stream(context.shuffledIndexes())
                .mapToObj(cluster.nodeIds()::get)
                .filter(cluster::isUp)
                .findFirst());
    }

    private Optional<String> nodeWithUnsyncedWrites() {
        Crashable nodes = context.capability(Crashable.class);
        for (int index : context.shuffledIndexes()) {
            String node = cluster.nodeIds().get(index);
            if (cluster.isUp(node) && nodes.hasUnsyncedWrites(node)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }
}
