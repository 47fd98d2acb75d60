package dev.squall.check.transaction;

import dev.squall.check.Validity;
import dev.squall.check.transaction.certificate.Certificate;
import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Certificate.Finding;
import dev.squall.check.transaction.certificate.Certificate.OrderCases;
import dev.squall.check.transaction.certificate.Certificate.SnapshotOrder;
import dev.squall.check.transaction.certificate.Certificate.SourceCases;
import dev.squall.check.transaction.certificate.Dependency;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.history.EdnWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Descriptions of verdicts on transactions, as text and as data for programs. The name of a transaction is {@code T}
 * with the transaction's index in the history.
 */
final class TransactionWords {

    private static final int MAX_CASES = 8;

    private final TransactionHistory history;
    private final int[] owners;

    TransactionWords(TransactionHistory history) {
        this.history = history;
        this.owners = new int[history.operationCount()];
        for (int t = 0; t < history.size(); t++) {
            java.util.Arrays.fill(owners, history.first(t), history.end(t), t);
        }
    }

    String valid(TransactionVerdict verdict) {
        Certificate certificate = verdict.certificate().orElse(null);
        String proof = certificate instanceof CommitOrder order
                ? ": a commit order of " + order.transactions().length + " transactions shows it"
                : certificate instanceof SnapshotOrder order
                        ? ": an order of " + order.events().length + " starts and commits shows it"
                        : "";
        return verdict.level().name() + " holds" + assumptions() + proof;
    }

    String violation(TransactionVerdict verdict) {
        String anomaly = verdict.anomaly().map(Anomaly::name).orElse("no version order");
        String proof = verdict.certificate().map(this::proof).orElse(verdict.reason());
        return verdict.level().name() + " is violated by " + anomaly + assumptions()
                + (proof.isEmpty() ? "" : ": " + proof);
    }

    private String assumptions() {
        return history.assumptions().isEmpty()
                ? ""
                : ", assuming "
                        + history.assumptions().stream()
                                .map(Assumption::optionName)
                                .sorted()
                                .collect(Collectors.joining(" and "));
    }

    private String proof(Certificate certificate) {
        if (certificate instanceof Finding finding) {
            return finding(finding);
        }
        if (certificate instanceof Cycle cycle) {
            return cycle.edges().stream().map(this::edge).collect(Collectors.joining("; "));
        }
        if (certificate instanceof OrderCases cases) {
            return "if " + installed(cases.first()) + " before " + installed(cases.second()) + ", "
                    + proof(cases.ifFirst()) + "; otherwise, " + proof(cases.ifSecond());
        }
        if (certificate instanceof SourceCases cases) {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < Math.min(MAX_CASES, cases.cases().size()); i++) {
                String source = cases.sources().get(i) < 0
                        ? "the initial value"
                        : "the write of " + name(owners[cases.sources().get(i)]);
                words.add("if " + name(owners[cases.read()]) + " read " + source + ", "
                        + proof(cases.cases().get(i)));
            }
            return String.join("; ", words);
        }
        return "";
    }

    private String installed(int write) {
        return name(owners[write]) + " wrote " + key(write);
    }

    private String finding(Finding finding) {
        int read = finding.operations().get(0);
        String seen = seen(read);
        String other = finding.operations().size() < 2
                ? ""
                : describe(finding.operations().get(1));
        return switch (finding.anomaly().kind()) {
            case GARBAGE_READ -> seen + ", which nobody wrote";
            case DUPLICATE_ELEMENTS -> seen + ", which has an element twice that was appended once";
            case FUTURE_READ -> seen + ", although " + other + " only later";
            case LOST_OWN_WRITE -> seen + ", although before that " + other;
            case INTERNAL -> seen + ", which disagrees with its own earlier operation: " + other;
            case G1A, DIRTY_UPDATE -> seen + ", although " + other + " and aborted";
            case G1B ->
                history.kind() == Kind.SET_ADD
                        ? seen + ", although " + other + ", and "
                                + seen(finding.operations().get(2)) + ", which the same transaction added"
                        : seen + ", although " + other + " and wrote the key again before it committed";
            default -> seen + ", which no version order has together with this: " + other;
        };
    }

    private String describe(int operation) {
        if (history.isRead(operation)) {
            return seen(operation);
        }
        String what =
                switch (history.kind()) {
                    case LIST_APPEND -> " appended ";
                    case RW_REGISTER -> " wrote ";
                    case SET_ADD -> " added ";
                };
        return name(owners[operation]) + what + value(operation) + " to " + key(operation);
    }

    private String seen(int read) {
        if (history.kind() != Kind.SET_ADD) {
            return name(owners[read]) + " read " + value(read) + " of " + key(read);
        }
        List<?> item = (List<?>) history.keyName(history.key(read));
        boolean isPresent = history.value(read) != TransactionHistory.NIL;
        return name(owners[read]) + (isPresent ? " saw " : " saw no ") + EdnWriter.toEdn(item.get(1)) + " in "
                + key(read);
    }

    private String edge(Dependency edge) {
        String from = name(edge.from());
        String to = edge.to() < 0 ? "the initial state" : name(edge.to());
        return switch (edge.kind()) {
            case SESSION -> from + " is before " + to + " in process " + history.process(edge.from());
            case REAL_TIME -> from + " completed before " + to + " was invoked";
            case WR -> to + " saw that " + describe(edge.fromOperation());
            case WW -> describe(edge.fromOperation()) + " before " + describe(edge.toOperation());
            case RW -> seen(edge.fromOperation()) + " and did not see that " + describe(edge.toOperation());
            case COMMITS_BEFORE ->
                edge.path().stream().map(this::edge).collect(Collectors.joining("; "))
                        + "; yet " + seen(edge.witness())
                        + " and did not see that " + describe(edge.fromOperation())
                        + (edge.to() < 0 ? "" : ": so " + from + " is before " + to);
        };
    }

    /** Returns the name of a transaction: T and the index of its completion, or of its invocation. */
    private String name(int transaction) {
        return "T" + index(transaction);
    }

    private int index(int transaction) {
        return history.isOk(transaction) ? history.completion(transaction) : history.invocation(transaction);
    }

    private String key(int operation) {
        Object name = history.keyName(history.key(operation));
        return EdnWriter.toEdn(history.kind() == Kind.SET_ADD ? ((List<?>) name).get(0) : name);
    }

    private String value(int operation) {
        boolean list = history.isRead(operation) && history.kind() == Kind.LIST_APPEND;
        return EdnWriter.toEdn(list ? history.listName(operation) : history.valueName(history.value(operation)));
    }

    /** Returns the indexes, in the history, of the transactions that show a violation. */
    List<Integer> operations(TransactionVerdict verdict) {
        TreeSet<Integer> transactions = new TreeSet<>();
        verdict.certificate().ifPresent(certificate -> collect(certificate, transactions));
        return transactions.stream().map(this::index).toList();
    }

    private void collect(Certificate certificate, TreeSet<Integer> transactions) {
        if (certificate instanceof Finding finding) {
            finding.operations().forEach(operation -> transactions.add(owners[operation]));
        } else if (certificate instanceof Cycle cycle) {
            collect(cycle.edges(), transactions);
        } else if (certificate instanceof OrderCases cases) {
            collect(cases.ifFirst(), transactions);
            collect(cases.ifSecond(), transactions);
        } else if (certificate instanceof SourceCases cases) {
            cases.cases().forEach(one -> collect(one, transactions));
        }
    }

    private void collect(List<Dependency> edges, TreeSet<Integer> transactions) {
        for (Dependency edge : edges) {
            transactions.add(edge.from());
            collect(edge.path(), transactions);
        }
    }

    /** Returns the details of a verdict for programs. */
    Map<String, Object> details(TransactionVerdict verdict) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", history.kind().model());
        details.put("transactions", history.size());
        details.put("level", verdict.level().name());
        if (verdict.certificate().orElse(null) instanceof Cycle cycle) {
            details.put("cycle", cycle.edges().stream().map(this::data).toList());
        }
        return details;
    }

    private Map<String, Object> data(Dependency edge) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("from", name(edge.from()));
        data.put("to", edge.to() < 0 ? "the initial state" : name(edge.to()));
        data.put("kind", edge.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        data.put("words", edge(edge));
        return data;
    }

    /** Adds the verdicts on all levels to the details, and returns a summary sentence. */
    String add(TransactionSurvey survey, Map<String, Object> details) {
        details.put("satisfied", names(survey.levels(Validity.VALID)));
        details.put("refuted", names(survey.levels(Validity.VIOLATION)));
        details.put("undecided", names(survey.levels(Validity.UNKNOWN)));
        details.put("strongest", names(survey.strongest()));
        String strongest = String.join(", ", names(survey.strongest()));
        return ". Strongest satisfied: " + (strongest.isEmpty() ? "none" : strongest) + ". Weakest refuted: "
                + (survey.weakestRefuted().isEmpty() ? "none" : String.join(", ", names(survey.weakestRefuted())))
                + ". Undecided: "
                + (survey.levels(Validity.UNKNOWN).isEmpty()
                        ? "none"
                        : String.join(", ", names(survey.levels(Validity.UNKNOWN))));
    }

    private static List<String> names(List<IsolationLevel> levels) {
        return levels.stream().map(IsolationLevel::name).toList();
    }
}
