package dev.squall.nemesis;

import dev.squall.cluster.Cluster;
import dev.squall.cluster.KillEvidence;
import dev.squall.cluster.WriteLoss;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Crashes nodes as a loss of power does: what they had not synced is lost, or torn. It waits for a moment at which some
 * node has something to lose, since a crash that finds everything synced proves nothing.
 */
final class DiskNemesis implements Nemesis {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long POLL_NANOS = 2 * MILLISECOND_NANOS;

    private final Surroundings surroundings;
    private final List<String> crashed = new ArrayList<>();
    private boolean lurking;
    private long injections;
    private long crashes;
    private long unsyncedRecords;
    private long lostRecords;

    DiskNemesis(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static Object draw(RandomGenerator random) {
        return new Keyword(random.nextBoolean() ? "lost" : "torn");
    }

    @Override
    public void invoke(String function, Object value, Consumer<Object> report) {
        if (function.equals(NemesisPackage.DISK.stopFunction())) {
            List<String> restarted = List.copyOf(crashed);
            heal();
            report.accept(restarted);
            return;
        }
        injections++;
        lurking = true;
        lurk(injections, (Keyword) value, report);
    }

    private void lurk(long injection, Keyword writes, Consumer<Object> report) {
        if (!lurking || injection != injections) {
            return;
        }
        Optional<String> victim = nodeWithUnsyncedWrites();
        if (victim.isPresent()) {
            lurking = false;
            report.accept(crash(victim.get(), writes));
            return;
        }
        long now = surroundings.timeline().nowNanos();
        surroundings.timeline().schedule(now + POLL_NANOS, () -> lurk(injection, writes, report));
    }

    private Optional<String> nodeWithUnsyncedWrites() {
        Cluster cluster = surroundings.cluster();
        for (int index : surroundings.shuffledIndexes()) {
            String node = cluster.nodeIds().get(index);
            if (cluster.isUp(node) && cluster.hasUnsyncedWrites(node)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Crashes the victim, and with it whatever nodes the same power cut takes. */
    private Object crash(String victim, Keyword writes) {
        WriteLoss loss = WriteLoss.valueOf(writes.name().toUpperCase(Locale.ROOT));
        Set<String> targets = new TreeSet<>(surroundings.someNodes());
        targets.add(victim);
        Map<String, Long> lostByNode = new LinkedHashMap<>();
        for (String node : targets) {
            KillEvidence evidence = surroundings.cluster().kill(node, loss);
            if (evidence.wasUp()) {
                crashes++;
                unsyncedRecords += evidence.unsyncedRecords();
                lostRecords += evidence.lostRecords();
                crashed.add(node);
                lostByNode.put(node, (long) evidence.lostRecords());
            }
        }
        Map<Object, Object> done = new LinkedHashMap<>();
        done.put(new Keyword("writes"), writes);
        done.put(new Keyword("lost-records"), lostByNode);
        return done;
    }

    @Override
    public void heal() {
        lurking = false;
        for (String node : crashed) {
            surroundings.cluster().restart(node);
        }
        crashed.clear();
    }

    @Override
    public Bite bite() {
        return new Bite(
                NemesisPackage.DISK.faultName(),
                injections,
                lostRecords,
                String.format(
                        Locale.ROOT,
                        "%d of %d unsynced records lost in %d crashes",
                        lostRecords,
                        unsyncedRecords,
                        crashes));
    }
}
