package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.world.realtime.NodeEnded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Nodes that ended by themselves during a run. Each end is a violation. One for each run. */
final class NodeEnds {

    private static final String CHECKER = "nodes-stay-up";
    private static final int SHOWN_MAX = 3;

    private final List<String> ends = new ArrayList<>();
    private final List<Map<String, Object>> details = new ArrayList<>();

    /** Returns a sentence about the end of a node, without a full stop. */
    static String words(String nodeId, NodeEnded end) {
        int lines = end.lastWords().size();
        String lastWords = lines == 0
                ? "it wrote nothing to its standard error"
                : "its last words were "
                        + MalformedMessageException.quote(end.lastWords().get(lines - 1));
        return "node " + nodeId + " " + end.words() + " and stays down; " + lastWords;
    }

    void onEnd(long timeNanos, String nodeId, NodeEnded end) {
        ends.add(String.format(Locale.ROOT, "at %.1f s %s", timeNanos / 1e9, words(nodeId, end)));
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("node", nodeId);
        detail.put("seconds", timeNanos / 1e9);
        detail.put("end", end.words());
        detail.put("lastWords", end.lastWords());
        details.add(detail);
    }

    /** Returns a violation if any node ended by itself; else empty. */
    Optional<Verdict> verdict() {
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        String more = ends.size() > SHOWN_MAX ? "; and " + (ends.size() - SHOWN_MAX) + " more" : "";
        return Optional.of(Verdict.violation(
                CHECKER,
                "node-crash",
                String.join("; ", ends.subList(0, Math.min(SHOWN_MAX, ends.size()))) + more,
                List.of(),
                Map.of("ends", List.copyOf(details))));
    }
}
