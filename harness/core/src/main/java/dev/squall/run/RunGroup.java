package dev.squall.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Group of runs that can be stopped together. Thread-safe. */
public final class RunGroup {

    /**
     * Maximum delay between the death of a node by a signal and this JVM's notice of the same signal; Ctrl-C signals
     * all processes of a terminal.
     */
    public static final long SIGNAL_LAG_MILLIS = 500;

    private final Set<RunPipeline> running = new LinkedHashSet<>();
    private boolean stopped;

    /**
     * Records, judges and saves a run on the calling thread.
     *
     * @throws dev.squall.world.WorldException as {@link RunPipeline#run} does
     */
    public Run run(RunPipeline pipeline) {
        add(pipeline);
        try {
            return pipeline.run();
        } finally {
            remove(pipeline);
        }
    }

    private synchronized void add(RunPipeline pipeline) {
        running.add(pipeline);
        if (stopped) {
            pipeline.stop();
        }
    }

    private synchronized void remove(RunPipeline pipeline) {
        running.remove(pipeline);
    }

    /** Stops all running runs of the group, and makes later runs fail when they begin. */
    public void stop() {
        List<RunPipeline> toStop;
        synchronized (this) {
            stopped = true;
            toStop = List.copyOf(running);
        }
        toStop.forEach(RunPipeline::stop);
    }
}
