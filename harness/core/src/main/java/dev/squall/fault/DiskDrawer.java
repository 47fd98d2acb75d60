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
 * Draws of disk losses. A crash that finds everything synced proves nothing, so the draw waits for its moment. Some
 * node must have unsynced data between two handlers or, where the world can do that, be in a handler that is about to
 * sync.
 */
final class DiskDrawer implements FaultDrawer {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long POLL_NANOS = 2 * MILLISECOND_NANOS;
    private static final long PATIENCE_NANOS = 100 * MILLISECOND_NANOS;

    private final FaultContext context;
    private final Cluster cluster;
    private final boolean canCrashAtSync;
    /** The strike that waits for its moment; null if none does. */
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

    /** One strike until its moment has come. */
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
                // A node that does not sync, such as a flawed one, is crashed when it has anything to lose.
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
                // Nodes that sync whatever they write before a handler ends have something to lose only within one.
                await(true);
            } else {
                context.timeline().schedule(now + POLL_NANOS, () -> lurk(patienceEndNanos));
            }
        }

        /** Crashes the victim, and with it whatever nodes the same power cut takes. */
        private void crash(String victim) {
            Set<String> targets = new TreeSet<>(context.someNodes());
            targets.add(victim);
            targets.forEach(node -> nemesis.inject(new DiskLoss(node, writes, false), () -> {}));
        }
    }

    /** The primary, since it syncs most, or any node that is up. */
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
