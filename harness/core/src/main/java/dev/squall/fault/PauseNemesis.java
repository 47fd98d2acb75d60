package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Stops nodes for a while: they run on as if nothing had happened, with old ideas of who leads. */
final class PauseNemesis implements Nemesis {

    private final Surroundings surroundings;
    private final List<String> paused = new ArrayList<>();
    private long injections;
    private long pauses;
    private long resumes;

    PauseNemesis(Surroundings surroundings) {
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
        if (function.equals(NemesisPackage.PAUSE.stopFunction())) {
            List<String> resumed = List.copyOf(paused);
            heal();
            return resumed;
        }
        injections++;
        paused.addAll(surroundings.strikeSome(this::pause));
        return List.copyOf(paused);
    }

    private boolean pause(String node) {
        Cluster cluster = surroundings.cluster();
        boolean canBe = cluster.isUp(node) && !cluster.isPaused(node);
        if (canBe) {
            cluster.pause(node);
            pauses += cluster.isPaused(node) ? 1 : 0;
        }
        return canBe;
    }

    @Override
    public void heal() {
        for (String node : paused) {
            // One that was killed meanwhile is paused no longer.
            if (surroundings.cluster().isPaused(node)) {
                surroundings.cluster().resume(node);
                resumes++;
            }
        }
        paused.clear();
    }

    @Override
    public Bite bite() {
        return new Bite(
                NemesisPackage.PAUSE.faultName(),
                injections,
                pauses,
                String.format(Locale.ROOT, "%d nodes paused, %d of them until they were resumed", pauses, resumes));
    }
}
