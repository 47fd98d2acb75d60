package dev.squall.run.cluster;

import dev.squall.world.WorldException;
import java.util.function.LongConsumer;

/**
 * Engine that carries out sweeps on other machines. Engines are found by {@link java.util.ServiceLoader}. An instance
 * carries out at most one sweep. The class of an engine must load without the engine's own libraries.
 */
public interface SweepEngine {

    /** Returns true if the engine serves an address, such as {@code spark://HOST:PORT}. */
    boolean serves(String address);

    /**
     * Carries out a sweep, and blocks the calling thread until all seeds are finished or {@link #stop} is called.
     *
     * @param onProgress receives the number of finished seeds, on any thread
     * @return the totals of the finished seeds; their values do not depend on the number of machines
     * @throws WorldException if the engine's libraries are missing, its machines cannot be reached, or it fails; the
     *     message is one sentence
     */
    SweepTotals run(SweepPlan plan, String address, LongConsumer onProgress);

    /** Ends the sweep early. Thread-safe; may be called at any time. */
    void stop();
}
