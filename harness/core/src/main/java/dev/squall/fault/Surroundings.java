package dev.squall.fault;

import dev.squall.world.Cluster;
import dev.squall.world.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a nemesis works on.
 *
 * @param random the family's own stream
 * @param primary the node that the journals last showed as primary, if any
 */
public record Surroundings(
        Cluster cluster, Timeline timeline, RandomGenerator random, Supplier<Optional<String>> primary) {

    /** The nodes' indexes in random order. */
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
     * Strikes some nodes, or another one if none of those could be struck.
     *
     * @param strike answers whether the node was struck; it is not if it is down, for instance
     * @return those that were
     */
    List<String> strikeSome(Predicate<String> strike) {
        List<String> struck = new ArrayList<>();
        someNodes().stream().filter(strike).forEach(struck::add);
        if (struck.isEmpty()) {
            for (int index : shuffledIndexes()) {
                String node = cluster.nodeIds().get(index);
                if (strike.test(node)) {
                    return List.of(node);
                }
            }
        }
        return struck;
    }

    /**
     * Some nodes at random: most often one, sometimes more, now and then all; the primary more often than its share,
     * since it is there that most goes wrong.
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
