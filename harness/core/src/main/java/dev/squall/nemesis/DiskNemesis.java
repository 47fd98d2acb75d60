package dev.squall.nemesis;

import dev.squall.cluster.KillEvidence;
import dev.squall.cluster.WriteLoss;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Crashes nodes as a loss of power does: what they had not synced is lost, or torn. */
final class DiskNemesis implements Nemesis {

    private final Surroundings surroundings;
    private final List<String> crashed = new ArrayList<>();
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
    public Object invoke(String function, Object value) {
        if (function.equals(NemesisPackage.DISK.stopFunction())) {
            List<String> restarted = List.copyOf(crashed);
            heal();
            return restarted;
        }
        injections++;
        WriteLoss loss = WriteLoss.valueOf(((Keyword) value).name().toUpperCase(Locale.ROOT));
        Map<String, Long> lostByNode = new LinkedHashMap<>();
        for (String node : targets()) {
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
        done.put(new Keyword("writes"), value);
        done.put(new Keyword("lost-records"), lostByNode);
        return done;
    }

    /** The primary always, since it is the busiest writer: a crash that finds everything synced proves nothing. */
    private Set<String> targets() {
        Set<String> targets = new TreeSet<>(surroundings.someNodes());
        surroundings.primary().get().ifPresent(targets::add);
        return targets;
    }

    @Override
    public void heal() {
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
