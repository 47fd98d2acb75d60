package dev.squall.world.server;

import dev.squall.check.Verdict;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Journal analysis of servers: the node that became primary last, and the servers that ended by themselves. */
public final class ServerJournal implements JournalAnalysis {

    private static final String CHECKER = "servers-stay-up";
    private static final int SHOWN_MAX = 3;

    private final boolean endsAreViolations;
    private final List<String> ends = new ArrayList<>();
    private String primary;

    /** @param endsAreViolations true if a server must not end by itself */
    public ServerJournal(boolean endsAreViolations) {
        this.endsAreViolations = endsAreViolations;
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof ServerFacts.BecamePrimary) {
            primary = nodeId;
        } else if (fact instanceof ServerFacts.ServerEnded end) {
            ends.add(String.format(
                    Locale.ROOT,
                    "%s %s after %.1f s (%s)",
                    nodeId,
                    end.words(),
                    timeNanos / 1e9,
                    end.lastWords().isBlank() ? "no last words" : "last words: " + end.lastWords()));
        }
    }

    @Override
    public List<Verdict> verdicts() {
        if (ends.isEmpty()) {
            return List.of();
        }
        String summary = ends.size() + (ends.size() == 1 ? " server" : " servers") + " ended without being killed: "
                + String.join("; ", ends.subList(0, Math.min(SHOWN_MAX, ends.size())))
                + (ends.size() > SHOWN_MAX ? "; ..." : "");
        Map<String, Object> details = Map.of("ends", List.copyOf(ends));
        return List.of(
                endsAreViolations
                        ? Verdict.violation(CHECKER, "server-crash", summary, List.of(), details)
                        : Verdict.valid(CHECKER, summary, details));
    }

    @Override
    public Optional<String> primary() {
        return Optional.ofNullable(primary);
    }
}
