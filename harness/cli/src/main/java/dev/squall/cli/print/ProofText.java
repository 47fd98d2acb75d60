package dev.squall.cli.print;

import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.workload.Proof;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Text of the proof of a verdict, with the operations of a counterexample. */
public final class ProofText {

    private static final int SHOWN = 20;
    private static final String ROW = "    %7s  %8s  %-10s  %-8s  %s";

    private ProofText() {}

    /** Prints a proof in one line, like a verdict. */
    static void print(Proof proof, PrintWriter out) {
        String name = proof.counterexample().isPresent() ? "minimal proof" : "proof";
        String core = proof.counterexample()
                .map(claim -> operations(claim.core()) + ": ")
                .orElse("");
        out.printf("  %-24s %-10s %s%n", name, proof.status().word(), core + reason(proof));
    }

    /** Returns a proof's reason without the leading status. */
    private static String reason(Proof proof) {
        String status = proof.status().word() + ": ";
        return proof.words().startsWith(status) ? proof.words().substring(status.length()) : proof.words();
    }

    private static String operations(List<Integer> core) {
        return core.size() + (core.size() == 1 ? " operation" : " operations");
    }

    /**
     * Prints the operations of a counterexample as a table, with the unplaceable operation. Prints nothing for a
     * refuted proof.
     */
    public static void printTable(Proof proof, History history, PrintWriter out) {
        if (proof.status() != Proof.Status.REFUTED) {
            proof.counterexample().ifPresent(claim -> printTable(claim, history, out));
        }
    }

    private static void printTable(Counterexample claim, History history, PrintWriter out) {
        TreeMap<Integer, ClientOperation> operations = new TreeMap<>();
        ClientOperation.of(history)
                .forEach(operation -> operations.put(operation.invocation().index(), operation));
        out.println("  operations that no order explains" + scope(claim) + ", whatever the others did:");
        out.println(String.format(ROW, "process", "invoked", "completed", "f", "value"));
        for (int index : claim.core().subList(0, Math.min(SHOWN, claim.core().size()))) {
            out.println(row(operations.get(index), claim).stripTrailing());
        }
        if (claim.core().size() > SHOWN) {
            out.println("    and " + (claim.core().size() - SHOWN) + " more");
        }
        ClientOperation unplaceable = operations.get(claim.unplaceable());
        out.println("  the first that cannot be placed: " + unplaceable.function() + " by process "
                + unplaceable.process() + " (operation " + unplaceable.index() + ")");
        out.println("  when it ends the state can only be: " + states(claim.possibleStates()));
    }

    private static String scope(Counterexample claim) {
        String key = claim.key() == null ? "" : " on key " + EdnWriter.toEdn(claim.key());
        return claim.elements().isEmpty() ? key : key + " about " + EdnWriter.toEdn(claim.elements());
    }

    private static String states(List<Object> states) {
        String shown = states.stream().limit(SHOWN).map(EdnWriter::toEdn).collect(Collectors.joining(", "));
        return states.size() > SHOWN ? shown + " and " + (states.size() - SHOWN) + " more" : shown;
    }

    private static String row(ClientOperation operation, Counterexample claim) {
        String completed =
                switch (operation.outcome()) {
                    case OK -> String.valueOf(operation.completion().index());
                    case FAIL -> operation.completion().index() + " :fail";
                    default ->
                        operation.completion() == null
                                ? "never"
                                : operation.completion().index() + " :info";
                };
        return String.format(
                ROW,
                operation.process(),
                operation.invocation().index(),
                completed,
                operation.function(),
                value(operation, claim));
    }

    /** Returns the operation's argument and result, as {@code argument -> result} where these differ. */
    private static String value(ClientOperation operation, Counterexample claim) {
        Object argument = withoutKey(operation.argument(), claim);
        Object result = operation.isOk() ? withoutKey(operation.result(), claim) : argument;
        List<String> parts = new ArrayList<>();
        if (argument != null && result != null && !Objects.equals(argument, result)) {
            parts.add(EdnWriter.toEdn(argument));
        }
        parts.add(EdnWriter.toEdn(result == null ? argument : result));
        return String.join(" -> ", parts);
    }

    private static Object withoutKey(Object value, Counterexample claim) {
        boolean keyed = claim.key() != null
                && value instanceof List<?> pair
                && pair.size() == 2
                && claim.key().equals(pair.get(0));
        return keyed ? ((List<?>) value).get(1) : value;
    }
}
