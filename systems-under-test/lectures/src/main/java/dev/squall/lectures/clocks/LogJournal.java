package dev.squall.lectures.clocks;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.node.Fact;
import dev.squall.node.protocol.Timekeeping.Logged;
import dev.squall.workload.JournalAnalysis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Analysis of the timestamps in logs. No answer may have an earlier timestamp than its question. No entry may have an
 * earlier timestamp than the previous entry of the same log.
 */
final class LogJournal implements JournalAnalysis {

    static final String CAUSALITY = "timestamps-agree-with-causality";
    static final String ORDER = "timestamps-agree-with-log";

    private final CountedProperty causality =
            new CountedProperty(CAUSALITY, "no answer had an earlier timestamp than its question", "answers");
    private final CountedProperty order =
            new CountedProperty(ORDER, "sorting by timestamps kept the order of every log", "entries");
    private final Map<String, Logged> questions = new HashMap<>();
    private final Map<String, Logged> lastEntries = new HashMap<>();

    LogJournal(List<String> nodes) {}

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (!(fact instanceof Logged entry)) {
            return;
        }
        if (entry.kind().equals("question")) {
            questions.put(entry.question(), entry);
        } else {
            onAnswer(nodeId, entry);
        }
        order.count();
        Logged before = lastEntries.put(nodeId, entry);
        if (before != null && entry.timestamp() < before.timestamp()) {
            order.breakWith(
                    "log-reordered",
                    "the log of " + nodeId + " has " + words(before) + " and after it " + words(entry)
                            + ", which sorts " + (before.timestamp() - entry.timestamp()) + " earlier",
                    "node",
                    nodeId,
                    "first",
                    before.timestamp(),
                    "second",
                    entry.timestamp());
        }
    }

    private void onAnswer(String nodeId, Logged answer) {
        Logged question = questions.get(answer.question());
        if (question == null) {
            return;
        }
        causality.count();
        if (answer.timestamp() < question.timestamp()) {
            causality.breakWith(
                    "answer-before-question",
                    nodeId + " gave " + words(answer) + " a timestamp that is "
                            + (question.timestamp() - answer.timestamp()) + " earlier than that of the question",
                    "node",
                    nodeId,
                    "question",
                    question.timestamp(),
                    "answer",
                    answer.timestamp());
        }
    }

    private static String words(Logged entry) {
        return "the " + entry.kind() + " " + entry.question();
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of(causality.verdict(""), order.verdict(""));
    }

    /** Returns empty, because all nodes have the same role. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
