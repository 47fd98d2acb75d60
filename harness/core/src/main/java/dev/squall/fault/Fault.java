package dev.squall.fault;

import dev.squall.world.Cluster;
import dev.squall.world.KillEvidence;
import dev.squall.world.LinkRule;
import dev.squall.world.StorageFault;
import dev.squall.world.WriteLoss;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** One fault as a value: what scripts are written in, and what the faults of a run can be told in. */
public sealed interface Fault {

    /** The family that it belongs to. */
    NemesisPackage family();

    /** Every node that it names. */
    Set<String> nodes();

    /** Puts the fault in force on a cluster, whose thread this is. */
    InForce inject(Cluster cluster);

    /**
     * A fault that is in force.
     *
     * @param undo ends it; to be run once
     * @param bites how often it was seen to take effect so far
     */
    record InForce(Runnable undo, LongSupplier bites) {}

    /**
     * Messages on some links are lost.
     *
     * @param links for each sender, the receivers that it cannot reach
     */
    record Cut(Map<String, List<String>> links) implements Fault {

        public Cut {
            links = copy(links);
        }

        @Override
        public NemesisPackage family() {
            return NemesisPackage.PARTITION;
        }

        @Override
        public Set<String> nodes() {
            return nodesOf(links);
        }

        @Override
        public InForce inject(Cluster cluster) {
            return inForce(cluster, new CutRule(this, cluster.nodeIds()));
        }
    }

    /** What can befall single messages. */
    enum PacketFault {
        /** Later by anything up to the delay; what is sent after it on its link waits behind it. */
        DELAY,
        LOSS,
        DUPLICATION,
        /** Later by anything up to the delay, and what is sent after it on its link overtakes it. */
        REORDERING,
        /** Later by the delay itself, and in order. */
        SLOWNESS;

        /** The name in histories and scripts. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Some of the messages are disturbed.
     *
     * @param perCent of the messages
     * @param delayNanos at least 1, for those kinds that delay
     * @param seed from which it follows which messages, and by how much
     * @param links as in {@link Cut}; empty for all
     */
    record Packets(PacketFault kind, int perCent, long delayNanos, long seed, Map<String, List<String>> links)
            implements Fault {

        public Packets {
            Objects.requireNonNull(kind, "kind");
            links = copy(links);
        }

        @Override
        public NemesisPackage family() {
            return NemesisPackage.PACKET;
        }

        @Override
        public Set<String> nodes() {
            return nodesOf(links);
        }

        @Override
        public InForce inject(Cluster cluster) {
            return inForce(cluster, new PacketRule(this, cluster.nodeIds()));
        }
    }

    /**
     * A node is killed, and started again when the fault is over.
     *
     * @param writes what becomes of those that it had not synced
     * @param atNextSync whether it is killed only when it is next about to sync, in the middle of a handler
     */
    record Down(String node, WriteLoss writes, boolean atNextSync) implements Fault {

        @Override
        public NemesisPackage family() {
            return writes == WriteLoss.NONE ? NemesisPackage.KILL : NemesisPackage.DISK;
        }

        @Override
        public Set<String> nodes() {
            return Set.of(node);
        }

        @Override
        public InForce inject(Cluster cluster) {
            long[] bites = new long[1];
            Runnable withdraw = () -> {};
            if (atNextSync) {
                withdraw = cluster.killAtNextSync(node, writes, evidence -> bites[0] = bites(evidence));
            } else {
                bites[0] = bites(cluster.kill(node, writes));
            }
            Runnable end = withdraw;
            return new InForce(
                    () -> {
                        end.run();
                        cluster.restart(node);
                    },
                    () -> bites[0]);
        }

        private long bites(KillEvidence evidence) {
            return writes == WriteLoss.NONE && evidence.wasUp() ? 1 : evidence.lostRecords();
        }
    }

    /** A node stands still. */
    record Paused(String node) implements Fault {

        @Override
        public NemesisPackage family() {
            return NemesisPackage.PAUSE;
        }

        @Override
        public Set<String> nodes() {
            return Set.of(node);
        }

        @Override
        public InForce inject(Cluster cluster) {
            cluster.pause(node);
            long bites = cluster.isPaused(node) ? 1 : 0;
            return new InForce(() -> cluster.resume(node), () -> bites);
        }
    }

    /**
     * A node's wall clock is wrong, and set right when the fault is over.
     *
     * @param offsetNanos added to the true wall clock
     * @param ratePartsPerBillion by which the offset grows
     */
    record Skewed(String node, long offsetNanos, long ratePartsPerBillion) implements Fault {

        @Override
        public NemesisPackage family() {
            return NemesisPackage.CLOCK;
        }

        @Override
        public Set<String> nodes() {
            return Set.of(node);
        }

        @Override
        public InForce inject(Cluster cluster) {
            cluster.setClock(node, offsetNanos, ratePartsPerBillion);
            return new InForce(() -> cluster.setClock(node, 0, 0), () -> 1);
        }
    }

    /** The medium of a node's storage fails, and is repaired, or has room again, when the fault is over. */
    record BadStorage(String node, StorageFault kind) implements Fault {

        @Override
        public NemesisPackage family() {
            return kind == StorageFault.BIT_FLIP ? NemesisPackage.BIT_FLIP : NemesisPackage.FULL_DISK;
        }

        @Override
        public Set<String> nodes() {
            return Set.of(node);
        }

        @Override
        public InForce inject(Cluster cluster) {
            int before = cluster.storageDeaths(node, kind);
            cluster.injectStorageFault(node, kind);
            return new InForce(
                    () -> cluster.healStorageFault(node, kind), () -> cluster.storageDeaths(node, kind) - before);
        }
    }

    private static InForce inForce(Cluster cluster, LinkRule rule) {
        cluster.network().add(rule);
        return new InForce(() -> cluster.network().remove(rule), rule::bites);
    }

    private static Set<String> nodesOf(Map<String, List<String>> links) {
        Set<String> nodes = new TreeSet<>(links.keySet());
        links.values().forEach(nodes::addAll);
        return nodes;
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> links) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        links.forEach((from, to) -> copy.put(from, List.copyOf(to)));
        return Collections.unmodifiableMap(copy);
    }
}
