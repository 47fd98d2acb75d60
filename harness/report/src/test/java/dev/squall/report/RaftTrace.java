package dev.squall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Random trace of a Raft node, and after each fact the state that it leads to, kept as a plain list. The versions on
 * the page must agree with these states.
 */
final class RaftTrace {

    private record Entry(int term, String command) {}

    /** The state after each fact, in order: {@code role term length committed applied | term:command ...}. */
    final List<String> states = new ArrayList<>();

    final TraceFolder folder = new TraceFolder();

    private final Random random;
    private List<Entry> log = new ArrayList<>();
    private List<Entry> disk = new ArrayList<>();
    private String role = "follower";
    private int term;
    private int committed;
    private int applied;
    private int life;
    private long micros;

    RaftTrace(long seed, int steps) {
        random = new Random(seed);
        recover();
        become("follower");
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0 -> become(List.of("follower", "candidate", "leader").get(random.nextInt(3)));
            case 1 -> truncate();
            case 2, 3 -> commit();
            case 4, 5 -> apply();
            case 6 -> disk = new ArrayList<>(log);
            case 7 -> {
                if (random.nextInt(4) == 0) {
                    life++;
                    recover();
                }
            }
            default -> append();
        }
    }

    /**
     * Recovers the log from the disk. Committed entries are on the disk, as Raft asks; later entries may be as they
     * were before.
     */
    private void recover() {
        log = new ArrayList<>(disk);
        role = "follower";
        committed = 0;
        applied = 0;
        String terms = log.stream().map(entry -> String.valueOf(entry.term())).collect(Collectors.joining(","));
        note("{\"type\":\"recovered\",\"term\":" + term
                + ",\"votedFor\":null,\"snapshotLength\":0,\"snapshotTerm\":0,\"entryTerms\":[" + terms + "]}");
    }

    private void become(String newRole) {
        role = newRole;
        term += random.nextInt(2);
        note("{\"type\":\"became_" + role + "\",\"term\":" + term + "}");
    }

    private void truncate() {
        if (log.size() > committed) {
            int length = committed + random.nextInt(log.size() - committed);
            log.subList(length, log.size()).clear();
            note("{\"type\":\"truncated\",\"length\":" + length + "}");
            // The entries that take their place are of a later term.
            term++;
            become("follower");
        }
    }

    private void append() {
        int index = log.size();
        String command = "i" + index + "t" + term;
        log.add(new Entry(term, command));
        note("{\"type\":\"appended\",\"index\":" + index + ",\"term\":" + term + ",\"command\":\"" + command + "\"}");
    }

    private void commit() {
        if (log.size() > committed) {
            committed += 1 + random.nextInt(log.size() - committed);
            disk = new ArrayList<>(log);
            note("{\"type\":\"committed\",\"length\":" + committed + ",\"term\":" + term + "}");
        }
    }

    private void apply() {
        if (applied < committed) {
            Entry entry = log.get(applied);
            applied++;
            note("{\"type\":\"applied\",\"index\":" + (applied - 1) + ",\"term\":" + entry.term() + ",\"command\":\""
                    + entry.command() + "\"}");
        }
    }

    private void note(String fact) {
        micros += 100;
        folder.fact(micros * 1000, "n1", life, fact);
        String entries =
                log.stream().map(entry -> entry.term() + ":" + entry.command()).collect(Collectors.joining(" "));
        states.add(role + " " + term + " " + log.size() + " " + committed + " " + applied + " | " + entries);
    }
}
