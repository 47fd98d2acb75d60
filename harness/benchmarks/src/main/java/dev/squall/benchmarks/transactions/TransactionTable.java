package dev.squall.benchmarks.transactions;

import dev.squall.benchmarks.table.MarkedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times each case of {@link TransactionCase} in its own virtual machine. Writes the results between two marks of a
 * Markdown file.
 */
@Command(
        name = "transaction-table",
        description = "Times the checks of isolation levels and writes the table into a README.",
        mixinStandardHelpOptions = true)
public final class TransactionTable implements Callable<Integer> {

    private static final String HEAD =
            "| history | transactions | level | verdict | heap | first, ms | warm, ms | allocated, MiB "
                    + "| Elle's verdict | Elle first, ms | Elle warm, ms |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|\n";

    /** The plot's file, beside the Markdown file. */
    private static final String PLOT = "transactions-growth.svg";

    @Option(names = "--write", description = "The Markdown file to write to; else standard output.")
    private Path file;

    @Option(names = "--only", description = "Only cases whose name matches this regular expression.")
    private Pattern only = Pattern.compile("");

    @Option(
            names = "--elle",
            description =
                    "Class path of Elle and Clojure, in virtual machines of their own; else Elle is not measured.")
    private String elle;

    @Option(names = "--case", hidden = true, description = "Times the case of this number in this virtual machine.")
    private Integer single;

    @Option(names = "--reading", hidden = true, description = "Times reading in this virtual machine.")
    private boolean reading;

    private final Growth growth = new Growth();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TransactionTable()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<TransactionCase> cases = TransactionCase.all();
        if (single != null) {
            System.out.println(TransactionTiming.of(cases.get(single)));
        } else if (reading) {
            System.out.println(TransactionTiming.ofReading());
        } else {
            timeAll(cases);
        }
        return 0;
    }

    private void timeAll(List<TransactionCase> cases) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(HEAD);
        for (int number = 0; number < cases.size(); number++) {
            TransactionCase subject = cases.get(number);
            if (only.matcher(subject.name()).find()) {
                String row = row(subject, child(subject.heapMegabytes(), "--case", Integer.toString(number)));
                System.err.print(row);
                text.append(row);
            }
        }
        child(1024, "--reading").forEach(line -> text.append("\n").append(line).append("\n"));
        if (growth.isKnown()) {
            text.append("\n").append(growth.words()).append("\n");
        }
        if (file == null) {
            System.out.println(text);
        } else {
            if (growth.isKnown()) {
                growth.plot(file.resolveSibling(PLOT));
                text.append("\n![Time and memory against the number of transactions](")
                        .append(PLOT)
                        .append(")\n");
            }
            new MarkedText("TransactionTable").replace(file, text.toString());
        }
    }

    private String row(TransactionCase subject, List<String> output) throws IOException, InterruptedException {
        String[] fields = output.isEmpty()
                ? new String[] {"out of memory", "", "", ""}
                : output.get(output.size() - 1).split("\t");
        if (!output.isEmpty() && subject.name().equals("lists, valid")) {
            growth.add(subject.shape().transactions(), Double.parseDouble(fields[2]), Double.parseDouble(fields[3]));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s | %,d MiB | %s | %s | %s | %s |%n",
                subject.name(),
                subject.shape().transactions(),
                subject.level().name(),
                fields[0],
                subject.heapMegabytes(),
                millis(fields[1]),
                millis(fields[2]),
                fields[3].isEmpty() ? "" : Long.toString(Long.parseLong(fields[3]) >> 20),
                elle(subject));
    }

    /** Returns the three last cells; empty if Elle is not measured. */
    private String elle(TransactionCase subject) throws IOException, InterruptedException {
        if (elle == null || !subject.elle()) {
            return " | | ";
        }
        String[] fields = ElleTiming.of(subject, elle);
        return fields[0] + " | " + millis(fields[1]) + " | " + millis(fields[2]);
    }

    private static String millis(String number) {
        if (number.isEmpty()) {
            return "";
        }
        double millis = Double.parseDouble(number);
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    /** Returns the output of a virtual machine of its own; empty if it fails. */
    private static List<String> child(int heapMegabytes, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                TransactionTable.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = reader.lines().toList();
            return process.waitFor() == 0 ? lines : List.of();
        } finally {
            process.destroy();
        }
    }
}
