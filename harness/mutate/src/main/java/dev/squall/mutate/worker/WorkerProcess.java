package dev.squall.mutate.worker;

import dev.squall.mutate.MutantVerdict;
import dev.squall.mutate.MutationSettings;
import dev.squall.world.WorldException;
import dev.squall.world.process.HostedCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One process that runs mutants. Not thread-safe, except for {@link #close}. */
final class WorkerProcess implements AutoCloseable {

    /** Heap that suffices for a run of a sound system many times over. */
    private static final String HEAP_OPTION = "-Xmx768m";

    /** Exit code of a JVM whose memory ran out, by its option {@code ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY_EXIT_CODE = 3;

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;
    private int asked;

    /** @throws WorldException if the process does not start */
    WorkerProcess(MutationSettings settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Most mutants die before the optimizing compiler has paid for itself.
        command.addAll(List.of(HEAP_OPTION, "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(HostedCommand.collector("-XX:+UseSerialGC", System.getenv()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MutantWorker.class.getName()));
        command.addAll(settings.toWords());
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new WorldException("a process for mutants does not start: " + e.getMessage(), e);
        }
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns the number of lines that the process was asked. */
    int asked() {
        return asked;
    }

    /**
     * Runs a mutant, and blocks until its verdict.
     *
     * @param line line of {@link MutantWorker}'s input
     * @throws WorldException if the process fails
     */
    MutantVerdict ask(String line) {
        asked++;
        int run = 0;
        try {
            input.write(line + "\n");
            input.flush();
            for (String answer = output.readLine(); answer != null; answer = output.readLine()) {
                Report report = Report.ofLine(answer);
                if (report.failure() != null) {
                    throw new WorldException("a process for mutants failed: " + report.failure());
                } else if (report.verdict() != null) {
                    return report.verdict();
                }
                run = report.run();
            }
            int runNumber = run;
            return outOfMemory(runNumber)
                    .orElseThrow(() -> new WorldException("a process for mutants ended with exit code "
                            + process.exitValue() + " in run " + runNumber + " of " + line
                            + "; see that no other program ends it, and that memory suffices"));
        } catch (IOException e) {
            throw new WorldException("a process for mutants ended: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("interrupted while a mutant ran", e);
        }
    }

    private Optional<MutantVerdict> outOfMemory(int run) throws InterruptedException {
        return process.waitFor() == OUT_OF_MEMORY_EXIT_CODE
                ? Optional.of(MutantVerdict.timedOut(run, "memory ran out"))
                : Optional.empty();
    }

    /** Kills the process. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
