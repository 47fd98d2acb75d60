package dev.squall.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final String ERASE = "\r\u001b[K";

    private final StringWriter printed = new StringWriter();
    private long nowNanos = 5;

    @Test
    void terminalHasOneOverwrittenLine() {
        try (Progress progress = progress(true)) {
            progress.report(() -> "too soon");
            reportAfter(progress, Progress.TERMINAL_INTERVAL_NANOS, "one");
            reportAfter(progress, Progress.TERMINAL_INTERVAL_NANOS - 1, "too soon");
            reportAfter(progress, 1, "two");
        }
        assertThat(printed).hasToString(ERASE + "one" + ERASE + "two" + ERASE);
    }

    @Test
    void logHasALinePerInterval() {
        try (Progress progress = progress(false)) {
            reportAfter(progress, Progress.LOG_INTERVAL_NANOS - 1, "too soon");
            reportAfter(progress, 1, "one");
            reportAfter(progress, Progress.LOG_INTERVAL_NANOS, "two");
        }
        assertThat(printed.toString().lines()).containsExactly("one", "two");
    }

    @Test
    void shortWorkPrintsNothing() {
        try (Progress progress = progress(true)) {
            progress.report(() -> {
                throw new AssertionError("the text is not made for nothing");
            });
        }
        assertThat(printed.toString()).isEmpty();
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(printed), terminal, () -> nowNanos);
    }

    private void reportAfter(Progress progress, long nanos, String text) {
        nowNanos += nanos;
        progress.report(() -> text);
    }
}
