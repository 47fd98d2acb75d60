package dev.squall.jepsen;

import dev.squall.check.Budget;
import dev.squall.history.EdnReader;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.world.WorldException;
import dev.squall.world.process.HostedCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The JVM that runs Knossos or Elle, with an {@link EngineHost}. Not thread-safe. */
final class EngineProcess implements AutoCloseable {

    /** Maximum time until the JVM is ready. The time is long because Clojure compiles source files as it loads them. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final int LAST_WORDS = 300;

    private final Process process;
    private final Path log;
    private final BufferedReader answers;

    private EngineProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the JVM, and waits until the engine is loaded.
     *
     * @param name name of the engine, for messages
     * @param host main class of the JVM
     * @throws WorldException if the JVM does not start; the message quotes its last output
     */
    static EngineProcess start(String name, Class<?> host, JepsenClasspath classpath, long memoryBytes) {
        try {
            Path log = Files.createTempFile("squall-engine-", ".log");
            List<String> command = new ArrayList<>(HostedCommand.collector("-XX:+UseParallelGC", System.getenv()));
            command.add(
                    0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx" + (memoryBytes >> 20) + "m", "-XX:+ExitOnOutOfMemoryError"));
            command.addAll(List.of("-cp", classpath.withOurs(), host.getName()));
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            EngineProcess started = new EngineProcess(process, log);
            if (started.readLine(START_LIMIT).isEmpty()) {
                String words = started.lastWords();
                started.close();
                throw new WorldException(name + " did not start: " + words + "; expected jars and folders of " + name
                        + " and of all that it needs as --jepsen-classpath");
            }
            return started;
        } catch (IOException e) {
            throw new WorldException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Requests a verdict.
     *
     * @param limit time until the verdict; after a timeout the process cannot be used any more
     * @return empty if the process did not respond in time, or has ended
     */
    Optional<Map<?, ?>> ask(Map<?, ?> options, History history, Duration limit) {
        try {
            OutputStream questions = process.getOutputStream();
            questions.write((EdnWriter.toEdn(options) + "\n").getBytes(StandardCharsets.UTF_8));
            HistoryWriter.write(history, questions);
            questions.write('\n');
            questions.flush();
        } catch (IOException e) {
            return Optional.empty();
        }
        return readLine(limit).map(line -> (Map<?, ?>) new EdnReader(line).read());
    }

    private Optional<String> readLine(Duration limit) {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return answers.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            return Optional.ofNullable(line.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Returns the reason for a missing response, as the end of a sentence. */
    String whyNoResponse(Budget budget) {
        return process.isAlive()
                ? "it did not keep to " + budget.time().toMillis() + " ms"
                : "its Java machine of " + (budget.memoryBytes() >> 20) + " MiB ended: " + lastWords();
    }

    /** Returns the end of the process's standard error, in one line. */
    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            String words = String.join(
                    " ", lines.stream().filter(line -> !line.isBlank()).toList());
            return words.isEmpty() ? "it said nothing" : words.substring(Math.max(0, words.length() - LAST_WORDS));
        } catch (IOException e) {
            return "what it said cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Files.deleteIfExists(log);
        } catch (IOException e) {
            // The log file stays in the temporary folder, which does no harm.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
