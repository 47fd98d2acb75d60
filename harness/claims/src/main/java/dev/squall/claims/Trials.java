package dev.squall.claims;

import dev.squall.system.Trial;
import java.util.function.IntConsumer;

/** Carries trials out in some world. */
public interface Trials {

    /**
     * @param onProgress told how many runs are done, from several threads
     */
    TrialResult run(Trial trial, IntConsumer onProgress);

    /** Lets the trial that runs end early, and those that follow at once. From any thread. */
    void stop();

    boolean isStopped();
}
