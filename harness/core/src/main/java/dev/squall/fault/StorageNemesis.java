package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.Cluster;
import dev.squall.world.StorageFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Damages or fills what nodes store their data on. A node that notices ends, and is started again when the medium has
 * been repaired or there is room. So at the end of a run all nodes are up again with all that they had synced; one that
 * came back with an empty disk would break the promises it has made, which no system of the lectures withstands.
 */
final class StorageNemesis implements Nemesis {

    private static final long POLL_NANOS = 20_000_000L;

    private final Surroundings surroundings;
    private final NemesisPackage family;
    private final StorageFault fault;
    /** Struck nodes, and how many of their lives had ended of it before. */
    private final Map<String, Integer> struck = new LinkedHashMap<>();

    private long injections;
    private long strikes;
    private long deaths;

    private StorageNemesis(Surroundings surroundings, NemesisPackage family, StorageFault fault) {
        this.surroundings = surroundings;
        this.family = family;
        this.fault = fault;
    }

    static Nemesis bitFlip(Surroundings surroundings) {
        return new StorageNemesis(surroundings, NemesisPackage.BIT_FLIP, StorageFault.BIT_FLIP);
    }

    static Nemesis fullDisk(Surroundings surroundings) {
        return new StorageNemesis(surroundings, NemesisPackage.FULL_DISK, StorageFault.FULL);
    }

    static Object draw(RandomGenerator random) {
        return new Keyword("some");
    }

    @Override
    public void invoke(String function, Object value, Consumer<Object> report) {
        if (function.equals(family.stopFunction())) {
            stopWhenNoticed(injections, report);
            return;
        }
        heal();
        injections++;
        report.accept(surroundings.strikeSome(this::strike));
    }

    /** A node takes its time to start, and a fault that is over before it looks has proved nothing. */
    private void stopWhenNoticed(long injection, Consumer<Object> report) {
        if (injection == injections && fault == StorageFault.BIT_FLIP && isAnyAboutToLook()) {
            long later = surroundings.timeline().nowNanos() + POLL_NANOS;
            surroundings.timeline().schedule(later, () -> stopWhenNoticed(injection, report));
            return;
        }
        Map<String, Long> seen = deathsByNode();
        if (injection == injections) {
            heal();
        }
        report.accept(seen);
    }

    private boolean isAnyAboutToLook() {
        Cluster cluster = surroundings.cluster();
        return struck.entrySet().stream()
                .anyMatch(entry -> !cluster.isUp(entry.getKey())
                        && cluster.storageDeaths(entry.getKey(), fault) == entry.getValue());
    }

    private boolean strike(String node) {
        Cluster cluster = surroundings.cluster();
        int before = cluster.storageDeaths(node, fault);
        boolean isStruck = cluster.injectStorageFault(node, fault);
        if (isStruck) {
            strikes++;
            struck.put(node, before);
        }
        return isStruck;
    }

    private Map<String, Long> deathsByNode() {
        Map<String, Long> deathsByNode = new LinkedHashMap<>();
        struck.forEach((node, before) ->
                deathsByNode.put(node, (long) surroundings.cluster().storageDeaths(node, fault) - before));
        return deathsByNode;
    }

    @Override
    public void heal() {
        deaths += deathsByNode().values().stream().mapToLong(Long::longValue).sum();
        List<String> toHeal = List.copyOf(struck.keySet());
        struck.clear();
        toHeal.forEach(node -> surroundings.cluster().healStorageFault(node, fault));
    }

    @Override
    public Bite bite() {
        String did = fault == StorageFault.FULL
                ? "%d disks filled, %d times a node ended when it could not write"
                : "%d bits flipped, %d times a node refused to start with the damage";
        return new Bite(family.faultName(), injections, deaths, String.format(Locale.ROOT, did, strikes, deaths));
    }
}
