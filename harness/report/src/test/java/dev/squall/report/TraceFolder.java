package dev.squall.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a run that a test makes up, line by line. */
public final class TraceFolder {

    private final StringBuilder messages = new StringBuilder();
    private final StringBuilder journal = new StringBuilder();
    private final StringBuilder history = new StringBuilder();
    private String verdict = "{\"outcome\": \"valid\", \"verdicts\": []}";
    private int operations;
    private int sendings;

    /** @return the message's number */
    public int sent(long timeNanos, String from, String to, String body) {
        messages.append(String.format(
                "{\"time\": %d, \"event\": \"sent\", \"number\": %d,"
                        + " \"message\": {\"src\":\"%s\",\"dest\":\"%s\",\"body\":%s}}%n",
                timeNanos, sendings, from, to, body));
        return sendings++;
    }

    public void received(long timeNanos, int number) {
        fate(timeNanos, "received", number);
    }

    public void lost(long timeNanos, int number) {
        fate(timeNanos, "lost", number);
    }

    private void fate(long timeNanos, String event, int number) {
        messages.append(String.format("{\"time\": %d, \"event\": \"%s\", \"number\": %d}%n", timeNanos, event, number));
    }

    void fact(long timeNanos, String node, int life, String fact) {
        journal.append(String.format(
                "{\"time\": %d, \"node\": \"%s\", \"life\": %d, \"fact\": %s}%n", timeNanos, node, life, fact));
    }

    /** @param process a number, or {@code :nemesis} */
    public void operation(long timeNanos, String type, String process, String function, String value) {
        history.append(String.format(
                "{:index %d, :time %d, :type :%s, :process %s, :f :%s, :value %s}%n",
                operations++, timeNanos, type, process, function, value));
    }

    void verdict(String json) {
        verdict = json;
    }

    /** Writes it for two client threads. */
    public Path write(Path folder) throws IOException {
        Files.writeString(folder.resolve("messages.jsonl"), messages);
        Files.writeString(folder.resolve("journal.jsonl"), journal);
        Files.writeString(folder.resolve("history.edn"), history);
        Files.writeString(folder.resolve("verdict.json"), verdict);
        Files.writeString(
                folder.resolve("experiment.json"), "{\"experiment\": {\"system\": \"made-up\", \"concurrency\": 2}}");
        return folder;
    }
}
