package dev.squall.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Share of a time in which some task of the machine was ready and waited for a processor, from Linux' pressure stall
 * information. Other systems do not tell it. Immutable.
 */
final class ProcessorPressure {

    private static final Path FILE = Path.of("/proc/pressure/cpu");
    private static final Pattern WAITED_MICROS = Pattern.compile("^some .*\\btotal=(\\d{1,18})$", Pattern.MULTILINE);

    private final Path file;
    private final LongSupplier clockNanos;
    private final long beganNanos;
    private final OptionalLong beganWaitedMicros;

    private ProcessorPressure(Path file, LongSupplier clockNanos) {
        this.file = file;
        this.clockNanos = clockNanos;
        this.beganNanos = clockNanos.getAsLong();
        this.beganWaitedMicros = waitedMicros(file);
    }

    /** Begins to measure. */
    static ProcessorPressure begin() {
        return begin(FILE, System::nanoTime);
    }

    /** @param file file in the form of {@code /proc/pressure/cpu} */
    static ProcessorPressure begin(Path file, LongSupplier clockNanos) {
        return new ProcessorPressure(file, clockNanos);
    }

    /** Returns the share since the beginning, from 0 to 1; empty if the system does not tell it. */
    OptionalDouble share() {
        OptionalLong waitedMicros = waitedMicros(file);
        long nanos = clockNanos.getAsLong() - beganNanos;
        if (beganWaitedMicros.isEmpty() || waitedMicros.isEmpty() || nanos <= 0) {
            return OptionalDouble.empty();
        }
        long waitedNanos = TimeUnit.MICROSECONDS.toNanos(waitedMicros.getAsLong() - beganWaitedMicros.getAsLong());
        return OptionalDouble.of(Math.min(1, waitedNanos / (double) nanos));
    }

    private static OptionalLong waitedMicros(Path file) {
        try {
            Matcher some = WAITED_MICROS.matcher(Files.readString(file));
            return some.find() ? OptionalLong.of(Long.parseLong(some.group(1))) : OptionalLong.empty();
        } catch (IOException e) {
            // Without this file nothing is said about the machine.
            return OptionalLong.empty();
        }
    }
}
