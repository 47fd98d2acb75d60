package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.Cluster;
import dev.squall.world.Faculty;
import dev.squall.world.KillEvidence;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Crashes nodes as a loss of power does: what they had not synced is lost, or torn. A crash that finds everything
 * synced proves nothing, so it waits for its moment: until some node has something unsynced between two handlers, or,
 * where the world can do that, in the middle of a handler that is about to sync.
 */
final class DiskNemesis implements Nemesis {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long POLL_NANOS = 2 * MILLISECOND_NANOS;
    private static final long PATIENCE_NANOS = 100 * MILLISECOND_NANOS;

    private final Surroundings surroundings;
    private final List<String> crashed = new ArrayList<>();
    private boolean lurking;
    private Runnable withdrawal = () -> {};
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
        withdraw();
        lurking = true;
        // Every other time, where the world can do that.
        boolean atSync = canCrashAtSync() && !surroundings.random().nextBoolean();
        await(atSync, (Keyword) value, report);
    }

    private boolean canCrashAtSync() {
        return surroundings.cluster().faculties().contains(Faculty.KILL_AT_SYNC);
    }

    private void await(boolean atSync, Keyword writes, Consumer<Object> report) {
        Optional<String> victim = atSync ? nodeToCrashAtSync() : Optional.empty();
        if (victim.isPresent()) {
            crashAtSync(victim.get(), writes, report);
        } else {
            lurk(injections, surroundings.timeline().nowNanos() + PATIENCE_NANOS, writes, report);
        }
    }

    /** The primary, since it syncs most, or any node that is up. */
    private Optional<String> nodeToCrashAtSync() {
        Cluster cluster = surroundings.cluster();
        Optional<String> primary = surroundings.primary().get().filter(cluster::isUp);
        return primary.or(() -> Arrays.stream(surroundings.shuffledIndexes())
                .mapToObj(cluster.nodeIds()::get)
                .filter(cluster::isUp)
                .findFirst());
    }

    private void crashAtSync(String victim, Keyword writes, Consumer<Object> report) {
        long injection = injections;
        long patienceEndNanos = surroundings.timeline().nowNanos() + PATIENCE_NANOS;
        surroundings.timeline().schedule(patienceEndNanos, () -> {
            // A node that does not sync, such as a flawed one, is crashed when it has anything to lose.
            if (lurking && injection == injections) {
                withdrawal.run();
                await(false, writes, report);
            }
        });
        withdrawal = surroundings.cluster().killAtNextSync(victim, loss(writes), evidence -> {
            lurking = false;
            Map<String, Long> lostByNode = new LinkedHashMap<>();
            note(victim, evidence, lostByNode);
            report.accept(seen(writes, "about-to-sync", lostByNode));
        });
    }

    private void withdraw() {
        lurking = false;
        withdrawal.run();
        withdrawal = () -> {};
    }

    private void lurk(long injection, long patienceEndNanos, Keyword writes, Consumer<Object> report) {
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
        if (now >= patienceEndNanos && canCrashAtSync()) {
            // Nodes that sync whatever they write before a handler ends have something to lose only within one.
            await(true, writes, report);
            return;
        }
        surroundings.timeline().schedule(now + POLL_NANOS, () -> lurk(injection, patienceEndNanos, writes, report));
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
        Set<String> targets = new TreeSet<>(surroundings.someNodes());
        targets.add(victim);
        Map<String, Long> lostByNode = new LinkedHashMap<>();
        for (String node : targets) {
            note(node, surroundings.cluster().kill(node, loss(writes)), lostByNode);
        }
        return seen(writes, "between-handlers", lostByNode);
    }

    private static WriteLoss loss(Keyword writes) {
        return WriteLoss.valueOf(writes.name().toUpperCase(Locale.ROOT));
    }

    private void note(String node, KillEvidence evidence, Map<String, Long> lostByNode) {
        if (evidence.wasUp()) {
            crashes++;
            unsyncedRecords += evidence.unsyncedRecords();
            lostRecords += evidence.lostRecords();
            crashed.add(node);
            lostByNode.put(node, (long) evidence.lostRecords());
        }
    }

    private static Object seen(Keyword writes, String moment, Map<String, Long> lostByNode) {
        Map<Object, Object> seen = new LinkedHashMap<>();
        seen.put(new Keyword("writes"), writes);
        seen.put(new Keyword("moment"), new Keyword(moment));
        seen.put(new Keyword("lost-records"), lostByNode);
        return seen;
    }

    @Override
    public void heal() {
        withdraw();
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
