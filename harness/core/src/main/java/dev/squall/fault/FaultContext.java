package dev.squall.fault;

import dev.squall.world.Cluster;
import dev.squall.world.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Cluster, timeline and random stream that one family of faults works with.
 *
 * @param random the random stream of the family
 * @param primary returns the current primary according to the journals, if any
 */
public record FaultContext(
        Cluster cluster, Timeline timeline, RandomGenerator random, Supplier<Optional<String>> primary) {

    /** Returns the nodes' indexes in random order. */
    int[] shuffledIndexes() {
        int[] indexes = new int[cluster.nodeIds().size()];
        for (int i = 0; i < indexes.length; i++) {
            int other = random.nextInt(i + 1);
            indexes[i] = indexes[other];
            indexes[other] = i;
        }
        return indexes;
    }

    /**
     * Returns the cluster as one of its optional interfaces, such as {@link Killable}.
     *
     * @throws IllegalStateException if the cluster does not implement the interface
     */
    <T> T capability(Class<T> type) {
        if (!type.isInstance(cluster)) {
            throw new IllegalStateException("the nodes of " + cluster.getClass().getSimpleName() + " are not "
                    + type.getSimpleName() + "; expected a fault that the world offers");
        }
        return type.cast(cluster);
    }

    /**
     * Returns a drawer that strikes random nodes. If none of the chosen nodes can be struck, for instance because they
     * are down, the drawer strikes another node.
     */
    FaultDrawer someNodes(Function<String, Fault> fault) {
        return () -> (nemesis, whenStruck) -> {
            long struck = someNodes().stream()
                    .filter(node -> nemesis.inject(fault.apply(node), () -> {}).isPresent())
                    .count();
            if (struck == 0) {
                for (int index : shuffledIndexes()) {
                    String node = cluster.nodeIds().get(index);
                    if (nemesis.inject(fault.apply(node), () -> {}).isPresent()) {
                        break;
                    }
                }
            }
            whenStruck.run();
        };
    }

    /**
     * Returns some nodes at random: one in half of the draws, up to half of the nodes in 40%, all in 10%. The primary
     * is chosen more often than other nodes, since most violations involve it.
     */
    List<String> someNodes() {
        List<String> ids = cluster.nodeIds();
        int[] order = shuffledIndexes();
        double draw = random.nextDouble();
        int count = draw < 0.5 ? 1 : draw < 0.9 ? 1 + random.nextInt((ids.size() + 1) / 2) : ids.size();
        List<String> chosen = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            primary.get().ifPresent(chosen::add);
        }
        for (int index : order) {
            if (chosen.size() < count && !chosen.contains(ids.get(index))) {
                chosen.add(ids.get(index));
            }
        }
        Collections.sort(chosen);
        return chosen;
    }
}
