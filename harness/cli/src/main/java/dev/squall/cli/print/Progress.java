package dev.squall.cli.print;

import dev.squall.history.PlainText;
import java.io.PrintWriter;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Progress of long work. On a terminal, one line is overwritten; elsewhere, a new line appears every ten seconds.
 * Thread-safe.
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
     * @param terminal true if the output is a terminal, whose line can be overwritten
     * @param clock monotonic clock in nanoseconds
     */
    public Progress(PrintWriter out, boolean terminal, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.lastNanos = clock.getAsLong();
    }

    /**
     * Returns the progress printer of a command.
     *
     * @param onStandardError true if {@code out} is standard error, of which it is unknown if it is a terminal
     */
    public static Progress of(PrintWriter out, boolean onStandardError) {
        return new Progress(out, isTerminal() && !onStandardError, System::nanoTime);
    }

    /** Returns true if standard output is a terminal that understands control sequences. */
    public static boolean isTerminal() {
        // The launcher sets the property. System.console() is no substitute: since JDK 22 it can exist without a
        // terminal.
        return Boolean.getBoolean("squall.terminal");
    }

    /** Prints a message about slow set-up work to standard error. */
    public static void tellSetUp(String words) {
        System.err.println("squall: " + PlainText.of(words) + " ...");
    }

    /** Prints the text if the interval since the last text has passed, and calls {@code text} only in this case. */
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

    /** Prints a sentence about the run at once, to standard error. */
    public synchronized void notice(String words) {
        close();
        System.err.println("squall: " + PlainText.of(words));
    }

    /** Erases the progress line, so that other output can follow. */
    @Override
    public synchronized void close() {
        if (dirty) {
            out.print(PlainText.ERASE_LINE);
            out.flush();
            dirty = false;
        }
    }
}
