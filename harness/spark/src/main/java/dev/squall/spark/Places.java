package dev.squall.spark;

import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManagerId;

/** Names of executors in the form of Spark's preferred locations. */
final class Places {

    private Places() {}

    /** Returns the executor that the calling task is in. */
    static String here() {
        BlockManagerId id = SparkEnv.get().blockManager().blockManagerId();
        return executor(id.host(), id.executorId());
    }

    static String executor(String host, String id) {
        return "executor_" + host + "_" + id;
    }
}
