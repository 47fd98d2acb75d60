package dev.squall.cli.print;

import dev.squall.history.PlainText;
import java.io.PrintWriter;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells how far long work has come: on a terminal in one line that is written over, elsewhere in a line now and then.
 * Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {

    static final long TERMINAL_INTERVAL_NANOS = 200_000_000L;
    static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier clock;
    private long lastNanos;
    private boolean dirty;

    /**
     * @param terminal whether what is printed can be written over
     * @param clock tells nanoseconds that never go back
     */
    public Progress(PrintWriter out, boolean terminal, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.lastNanos = clock.getAsLong();
    }

    /**
     * Progress of a command.
     *
     * @param onStandardError whether {@code out} is the standard error: that it is a terminal cannot be known
     */
    public static Progress of(PrintWriter out, boolean onStandardError) {
        // The launcher knows; System.console() does not: from JDK 22 on it can be there without a terminal.
        return new Progress(out, Boolean.getBoolean("squall.terminal") && !onStandardError, System::nanoTime);
    }

    /** Tells, on standard error, of what takes long before a run can begin. */
    public static void tellSetUp(String words) {
        System.err.println("squall: " + PlainText.of(words) + " ...");
    }

    /** Tells {@code text} if it is time for it; asks for it only then. */
    public synchronized void report(Supplier<String> text) {
        long now = clock.getAsLong();
        if (now - lastNanos < (terminal ? TERMINAL_INTERVAL_NANOS : LOG_INTERVAL_NANOS)) {
            return;
        }
        lastNanos = now;
        if (terminal) {
            out.print(PlainText.ERASE_LINE);
            out.print(text.get());
            dirty = true;
        } else {
            out.println(text.get());
        }
        out.flush();
    }

    /** Leaves the terminal's line clean for what is printed next. */
    @Override
    public synchronized void close() {
        if (dirty) {
            out.print(PlainText.ERASE_LINE);
            out.flush();
            dirty = false;
        }
    }
}
