package dev.squall.spark;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Executors of an application that are alive. Spark's bus calls in its own thread; readers may use any. */
final class LiveExecutors extends SparkListener {

    private final Map<String, String> hosts = new ConcurrentHashMap<>();

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        hosts.put(added.executorId(), added.executorInfo().executorHost());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        hosts.remove(removed.executorId());
    }

    /** Returns the executors' names in the form of {@link Places}. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        hosts.forEach((id, host) -> names.add(Places.executor(host, id)));
        return names;
    }
}
