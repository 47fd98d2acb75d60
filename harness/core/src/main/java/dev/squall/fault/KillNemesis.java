package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Kills nodes and starts them again; their disks keep all that they wrote. */
final class KillNemesis implements Nemesis {

    private final Surroundings surroundings;
    private final List<String> killed = new ArrayList<>();
    private long injections;
    private long kills;
    private long restarts;

    KillNemesis(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static Object draw(RandomGenerator random) {
        return new Keyword("some");
    }

    @Override
    public void invoke(String function, Object value, Consumer<Object> report) {
        report.accept(invoke(function, value));
    }

    private Object invoke(String function, Object value) {
        if (function.equals(NemesisPackage.KILL.stopFunction())) {
            List<String> restarted = List.copyOf(killed);
            heal();
            return restarted;
        }
        injections++;
        List<String> struck = surroundings.strikeSome(
                node -> surroundings.cluster().kill(node, WriteLoss.NONE).wasUp());
        kills += struck.size();
        killed.addAll(struck);
        return List.copyOf(killed);
    }

    @Override
    public void heal() {
        for (String node : killed) {
            surroundings.cluster().restart(node);
            restarts++;
        }
        killed.clear();
    }

    @Override
    public Bite bite() {
        return new Bite(
                NemesisPackage.KILL.faultName(),
                injections,
                Math.min(kills, restarts),
                String.format(Locale.ROOT, "%d nodes killed, %d started again", kills, restarts));
    }
}
