package dev.squall.mutate.worker;

import dev.squall.experiment.Durations;
import dev.squall.mutate.Mutant;
import dev.squall.mutate.MutantRun;
import dev.squall.mutate.MutantVerdict;
import dev.squall.mutate.MutationSettings;
import dev.squall.mutate.NodeMutants;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Program of a process that runs mutants, one after another. The arguments are {@link MutationSettings#toWords}. Each
 * line of its input names a mutant, as {@link #line} does, or is {@link #ORIGINAL}; {@link Report} is a line of its
 * output. The process ends when its input ends, or when a run exceeds its limit.
 */
public final class MutantWorker {

    /** Line that asks for the runs of the unchanged system. */
    static final String ORIGINAL = "original";

    private final PrintStream out;
    private final MutationSettings settings;
    private final NodeMutants mutants;
    private final MutantRun runs;
    private final Watchdog watchdog;
    private volatile int runNumber;

    private MutantWorker(MutationSettings settings, PrintStream out) {
        this.out = out;
        this.settings = settings;
        SystemUnderTest system = Systems.installed().named(settings.system());
        mutants = NodeMutants.of(system.program().orElseThrow());
        runs = new MutantRun(settings, system, mutants, this::onRun);
        watchdog = new Watchdog(TimeUnit.MILLISECONDS.toNanos(settings.runLimitMillis()), this::onTimeOut);
    }

    /** Returns the line that asks for the runs of a mutant. */
    static String line(Mutant mutant) {
        return mutant.className() + " " + mutant.identity();
    }

    /** Runs mutants until the input ends. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = System.out;
        // A node that prints must not write between the reports.
        System.setOut(System.err);
        BlockingQueue<String> lines = lines();
        try {
            MutantWorker worker = new MutantWorker(MutationSettings.ofWords(List.of(arguments)), out);
            while (true) {
                String line = lines.take();
                worker.tell(Report.verdict(worker.verdict(line)));
            }
        } catch (InterruptedException | RuntimeException | LinkageError e) {
            out.println(Report.failure(e.toString()).toLine());
            out.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    /** Reads the input on a thread of its own, so that the process also ends if its parent ends during a run. */
    private static BlockingQueue<String> lines() {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader input =
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                        for (String line = input.readLine(); line != null; line = input.readLine()) {
                            lines.add(line);
                        }
                    } catch (IOException e) {
                        System.err.println(e);
                    } finally {
                        Runtime.getRuntime().halt(0);
                    }
                },
                "input");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private MutantVerdict verdict(String line) {
        Optional<Mutant> mutant = line.equals(ORIGINAL) ? Optional.empty() : Optional.of(mutant(line));
        runNumber = 0;
        // Watches from here on, since a static initialiser may have no end either.
        watchdog.begin();
        MutantVerdict verdict = mutant.map(runs::run).orElseGet(runs::runOriginal);
        watchdog.end();
        return verdict;
    }

    private Mutant mutant(String line) {
        int space = line.indexOf(' ');
        return mutants.find(line.substring(0, space), line.substring(space + 1))
                .orElseThrow(() -> new IllegalArgumentException("there is no mutant " + line));
    }

    private void onRun(int number) {
        watchdog.end();
        runNumber = number;
        tell(Report.run(number));
        watchdog.begin();
    }

    /** Ends the process, since the thread that runs the mutant cannot be stopped. */
    private void onTimeOut() {
        tell(Report.verdict(MutantVerdict.timedOut(
                runNumber, "a run took more than " + Durations.format(settings.runLimitMillis()))));
        Runtime.getRuntime().halt(0);
    }

    private void tell(Report report) {
        out.println(report.toLine());
        out.flush();
    }
}
