package dev.squall.cli;

import java.io.PrintWriter;

/**
 * Tells how far long work has come: on a terminal in one line that is written over, elsewhere in a line now and then.
 * Safe for use by several threads.
 */
final class Progress implements AutoCloseable {

    private static final long TERMINAL_INTERVAL_NANOS = 200_000_000L;
    private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final boolean silent;
    private long lastNanos;
    private boolean dirty;

    Progress(PrintWriter out, boolean silent) {
        this.out = out;
        this.silent = silent;
        this.terminal = System.console() != null && System.getenv("TERM") != null;
        this.lastNanos = System.nanoTime();
    }

    synchronized void report(String text) {
        long now = System.nanoTime();
        if (silent || now - lastNanos < (terminal ? TERMINAL_INTERVAL_NANOS : LOG_INTERVAL_NANOS)) {
            return;
        }
        lastNanos = now;
        if (terminal) {
            out.print(ERASE_LINE + text);
            dirty = true;
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Leaves the terminal's line clean for what is printed next. */
    @Override
    public synchronized void close() {
        if (dirty) {
            out.print(ERASE_LINE);
            out.flush();
            dirty = false;
        }
    }
}
