package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Squall in a JVM of its own, to which signals can be sent. */
final class ChildSquall implements AutoCloseable {

    private static final int SIGINT = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path out;
    private final Path err;
    private final Process process;
    private List<ProcessHandle> nodes = List.of();

    ChildSquall(Path folder, String... arguments) throws IOException {
        this(folder, new ProcessBuilder(command(arguments)));
    }

    /** Starts Squall by another command, such as the launcher's. */
    ChildSquall(Path folder, ProcessBuilder builder) throws IOException {
        out = folder.resolve("child.out");
        err = folder.resolve("child.err");
        process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As on a terminal, so that progress is seen soon.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dsquall.terminal=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Skips the test if this process ignores SIGINT, as background jobs of a shell do; its children would ignore it
     * too.
     */
    static void assumeInterruptible() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "there is no /proc to see processes in");
        String ignored = Files.readString(status).replaceAll("(?s).*SigIgn:\\s*(\\w+).*", "$1");
        boolean heeded = (Long.parseUnsignedLong(ignored, 16) >> (SIGINT - 1) & 1) == 0;
        assumeTrue(heeded, "this process was started with SIGINT ignored, and so are its children");
    }

    /** Waits until a file that its run writes has this many lines. */
    void awaitLines(Path file, int count) throws InterruptedException {
        await(() -> lineCount(file) >= count);
        nodes = process.descendants().toList();
    }

    private static long lineCount(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }

    void awaitOutput(String text) throws InterruptedException {
        await(() -> out().contains(text));
        nodes = process.descendants().toList();
    }

    /** Its descendants, as they were when lines or output were awaited. */
    List<ProcessHandle> nodes() {
        return nodes;
    }

    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends; it printed: %s%s", out(), err())
                .isTrue();
        return process.exitValue();
    }

    /** Waits until every node has ended. */
    void awaitNodesGone() throws InterruptedException {
        await(() -> nodes.stream().allMatch(ChildSquall::isGone));
    }

    /** Ended, though its new parent, a container's first process perhaps, may never ask how. */
    private static boolean isGone(ProcessHandle node) {
        if (!node.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(node.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return true;
        }
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline)
                    .as("waiting; it printed: %s%s", out(), err())
                    .isNegative();
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        nodes.forEach(ProcessHandle::destroyForcibly);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
