package dev.squall.world.docker.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identity of a harness's process, by which a later harness can check if the process has ended.
 *
 * @param pidNamespace namespace of the process id
 * @param startMillis start time in milliseconds since 1970, which distinguishes the process from a later one with the
 *     same id
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

    /** Parses the text of {@link #label()}. Returns empty for any other text. */
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

    /** Returns true if this process can check if the other process is alive. */
    boolean isJudgeable() {
        return pidNamespace.equals(ownPidNamespace());
    }

    /** Returns true if the other process has certainly ended. */
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
