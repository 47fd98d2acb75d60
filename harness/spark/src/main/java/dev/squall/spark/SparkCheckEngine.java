package dev.squall.spark;

import dev.squall.run.cluster.CheckEngine;
import dev.squall.run.cluster.CheckPlan;
import dev.squall.run.cluster.FileTotals;
import java.util.List;
import java.util.function.LongConsumer;

/** Engine for checks on a standalone Spark cluster, at addresses such as {@code spark://HOST:PORT}. */
public final class SparkCheckEngine implements CheckEngine {

    private SparkCheck check;
    private boolean stopped;

    @Override
    public boolean serves(String address) {
        return address.startsWith(SparkEngine.SCHEME);
    }

    @Override
    public List<FileTotals> run(CheckPlan plan, String address, LongConsumer onProgress) {
        MasterAddress master = MasterAddress.parse(address);
        SparkEngine.requireSpark();
        SparkCheck begun;
        synchronized (this) {
            if (stopped) {
                return List.of();
            }
            begun = new SparkCheck(plan, master, onProgress);
            check = begun;
        }
        return begun.run();
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (check != null) {
            check.stop();
        }
    }
}
