package dev.squall.run.cluster;

import dev.squall.world.WorldException;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Engine that checks history files by key on other machines. Found and used as a {@link SweepEngine}, except that it
 * reads files: every machine must be able to read them by the same path.
 */
public interface CheckEngine {

    /** Returns true if the engine serves an address, such as {@code spark://HOST:PORT}. */
    boolean serves(String address);

    /**
     * Checks files, and blocks the calling thread until all are checked or {@link #stop} is called.
     *
     * @param onProgress receives the number of checked parts of the files, on any thread
     * @return the totals of each file, in the order of the plan; empty after a stop
     * @throws WorldException if the engine's libraries are missing, its machines cannot be reached, a file cannot be
     *     read or is malformed, or the engine fails; the message is one sentence
     */
    List<FileTotals> run(CheckPlan plan, String address, LongConsumer onProgress);

    /** Ends the check early. Thread-safe; may be called at any time. */
    void stop();
}
