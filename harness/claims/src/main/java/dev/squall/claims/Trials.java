package dev.squall.claims;

import dev.squall.system.Trial;
import java.util.function.IntConsumer;

/** Runner of trials in one kind of world. */
public interface Trials {

    /** @param onProgress receives the number of finished runs, on several threads */
    TrialResult run(Trial trial, IntConsumer onProgress);

    /** Ends the present trial early, and later trials at once. Thread-safe. */
    void stop();

    boolean isStopped();
}
