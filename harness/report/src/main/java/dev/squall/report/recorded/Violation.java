package dev.squall.report.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Violation that a checker found, with the fewest operations that show it.
 *
 * @param anomaly name of the anomaly; empty if it has none
 * @param summary the checker's description of the violation
 * @param calls positions of the operations that show the violation, in order; empty if the checker names none
 * @param unplaceable position of the operation that fits in no order; only for a linearizability violation with a
 *     counterexample
 * @param possibleStates the object's possible states at the end of the unplaceable operation, as EDN; empty without
 *     such an operation
 * @param cycle edges between transactions that the isolation level forbids together. Each edge begins where the one
 *     before it ends; empty for other violations
 */
public record Violation(
        String checker,
        String anomaly,
        String summary,
        List<Integer> calls,
        Optional<Integer> unplaceable,
        List<String> possibleStates,
        List<Edge> cycle) {

    /**
     * Edge between two transactions.
     *
     * @param from name of the first transaction
     * @param to name of the second one
     * @param kind {@code wr}, {@code ww}, {@code rw}, {@code session}, {@code real time} or {@code commits before}
     * @param words sentence that justifies the edge
     */
    public record Edge(String from, String to, String kind, String words) {}

    public Violation {
        cycle = List.copyOf(cycle);
        calls = List.copyOf(calls);
        possibleStates = List.copyOf(possibleStates);
    }

    /** Returns all violations of a run, in the order of its verdicts. */
    public static List<Violation> of(RunRecord run, Calls calls) {
        List<Violation> found = new ArrayList<>();
        for (JsonNode verdict : run.verdict().path("verdicts")) {
            if (verdict.path("validity").asText().equals("violation")) {
                found.add(of(verdict, calls));
            }
        }
        return found;
    }

    private static Violation of(JsonNode verdict, Calls calls) {
        JsonNode proof = verdict.path("proof");
        boolean proved = proof.path("status").asText().equals("confirmed") && proof.has("core");
        List<String> states = new ArrayList<>();
        if (proved) {
            proof.path("possibleStates").forEach(state -> states.add(state.asText()));
        }
        return new Violation(
                verdict.path("checker").asText(),
                verdict.path("anomaly").asText(),
                verdict.path("summary").asText(),
                positions(proved ? proof.path("core") : verdict.path("operations"), calls),
                proved ? calls.positionOf(proof.path("unplaceable").asInt(-1)) : Optional.empty(),
                states,
                cycle(verdict.path("details").path("cycle")));
    }

    private static List<Edge> cycle(JsonNode edges) {
        List<Edge> cycle = new ArrayList<>();
        for (JsonNode edge : edges) {
            cycle.add(new Edge(
                    edge.path("from").asText(),
                    edge.path("to").asText(),
                    edge.path("kind").asText(),
                    edge.path("words").asText()));
        }
        return cycle;
    }

    private static List<Integer> positions(JsonNode indexes, Calls calls) {
        TreeSet<Integer> positions = new TreeSet<>();
        indexes.forEach(index -> calls.positionOf(index.asInt(-1)).ifPresent(positions::add));
        return List.copyOf(positions);
    }
}
