package dev.squall.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs that can be stopped together. For several threads. */
public final class RunGroup {

    /**
     * Time within which this JVM notices a signal that its nodes have died of: Ctrl-C goes to all processes of a
     * terminal.
     */
    public static final long SIGNAL_LAG_MILLIS = 500;

    private final Set<RunPipeline> running = new LinkedHashSet<>();
    private boolean stopped;

    /**
     * Records, judges and keeps a run on the calling thread.
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

    /** Ends all runs of the group early, and those to come before they begin. */
    public void stop() {
        List<RunPipeline> toStop;
        synchronized (this) {
            stopped = true;
            toStop = List.copyOf(running);
        }
        toStop.forEach(RunPipeline::stop);
    }
}
