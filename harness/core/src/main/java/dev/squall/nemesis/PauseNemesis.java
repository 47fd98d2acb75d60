package dev.squall.nemesis;

import dev.squall.cluster.Cluster;
import dev.squall.history.Keyword;
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
        Cluster cluster = surroundings.cluster();
        if (function.equals(NemesisPackage.PAUSE.stopFunction())) {
            List<String> resumed = List.copyOf(paused);
            heal();
            return resumed;
        }
        injections++;
        surroundings.someNodes().forEach(this::pause);
        if (paused.isEmpty()) {
            // Those that were drawn are down: another will do.
            int[] order = surroundings.shuffledIndexes();
            for (int i = 0; i < order.length && paused.isEmpty(); i++) {
                pause(cluster.nodeIds().get(order[i]));
            }
        }
        return List.copyOf(paused);
    }

    private void pause(String node) {
        Cluster cluster = surroundings.cluster();
        if (cluster.isUp(node) && !cluster.isPaused(node)) {
            cluster.pause(node);
            paused.add(node);
            pauses += cluster.isPaused(node) ? 1 : 0;
        }
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
