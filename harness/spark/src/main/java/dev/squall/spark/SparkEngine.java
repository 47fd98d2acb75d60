package dev.squall.spark;

import dev.squall.run.cluster.SweepEngine;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import dev.squall.world.WorldException;
import java.util.function.LongConsumer;

/** Engine for sweeps on a standalone Spark cluster, at addresses such as {@code spark://HOST:PORT}. */
public final class SparkEngine implements SweepEngine {

    static final String SCHEME = "spark://";

    private SparkSweep sweep;
    private boolean stopped;

    @Override
    public boolean serves(String address) {
        return address.startsWith(SCHEME);
    }

    @Override
    public SweepTotals run(SweepPlan plan, String address, LongConsumer onProgress) {
        MasterAddress master = MasterAddress.parse(address);
        requireSpark();
        SparkSweep begun;
        synchronized (this) {
            if (stopped) {
                return SweepTotals.NONE;
            }
            begun = new SparkSweep(plan, master, onProgress);
            sweep = begun;
        }
        return begun.run();
    }

    /** @throws WorldException if Spark is missing, or is another release */
    static void requireSpark() {
        try {
            Class.forName("org.apache.spark.SparkContext", false, SparkEngine.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new WorldException(
                    "Apache Spark is not on the class path; expected SPARK_HOME to name a Spark "
                            + SparkVersion.EXPECTED + ", whose folder jars the launcher adds",
                    e);
        }
        SparkVersion.requireExpected(SparkVersion.found());
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (sweep != null) {
            sweep.stop();
        }
    }
}
