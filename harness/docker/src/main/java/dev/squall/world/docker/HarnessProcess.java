package dev.squall.world.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A harness's process, described so that a later one can tell whether it has ended.
 *
 * @param pidNamespace in which the pid means something
 * @param startMillis since 1970, which tells it from a later process of the same pid
 */
record HarnessProcess(String pidNamespace, long pid, long startMillis) {

    private static final Pattern LABEL = Pattern.compile("(\\S+) (\\d+) (\\d+)");

    static HarnessProcess current() {
        return of(ProcessHandle.current());
    }

    private static HarnessProcess of(ProcessHandle process) {
        long startMillis = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return new HarnessProcess(ownPidNamespace(), process.pid(), startMillis);
    }

    /** What {@link #label()} made; empty for anything else. */
    static Optional<HarnessProcess> parse(String label) {
        Matcher matcher = LABEL.matcher(label);
        return matcher.matches()
                ? Optional.of(new HarnessProcess(
                        matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    String label() {
        return pidNamespace + " " + pid + " " + startMillis;
    }

    /** Whether it can be known here if the process lives. */
    boolean isJudgeable() {
        return pidNamespace.equals(ownPidNamespace());
    }

    /** Whether it is known to have ended. */
    boolean isDead() {
        return isJudgeable()
                && ProcessHandle.of(pid).map(alive -> !of(alive).equals(this)).orElse(true);
    }

    private static String ownPidNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
