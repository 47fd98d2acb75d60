package dev.squall.lectures.text;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.history.Operation;
import dev.squall.lectures.text.ReplicaText.Spot;
import dev.squall.lectures.text.TextFacts.Applied;
import dev.squall.lectures.text.TextFacts.Deleting;
import dev.squall.lectures.text.TextFacts.Inserting;
import dev.squall.lectures.text.TextFacts.Placed;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Analysis of the editors' journals. The analysis rebuilds the text of each replica from the facts, and judges every
 * state of every replica. A fact takes time proportional to its characters. An editor's node keeps its text in memory,
 * so the properties are unknown after a crash.
 */
final class TextJournal implements JournalAnalysis {

    private static final String CONVERGENCE = "text-convergence";
    private static final String CHARACTERS = "text-characters";
    private static final String ORDER = "text-passage-order";

    /** Names of the checked properties. */
    static final List<String> PROPERTIES = List.of(CONVERGENCE, CHARACTERS, ORDER);

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int EXCERPT_BEFORE = 10;
    private static final int EXCERPT = 40;

    /** Instant at which a node applied an operation. */
    private record Step(String node, long timeNanos) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s at %.3f s", node, timeNanos / NANOS_PER_SECOND);
        }
    }

    /** The text of a replica after it had applied some operations, the last one in a step. */
    private record State(Step step, int operations, long textDigest) {}

    /** Text that a node returned, after it had applied some operations. */
    private record Answer(long index, int operations, Object text) {}

    private final CountedProperty convergence = new CountedProperty(
            CONVERGENCE, "replicas that have applied the same operations have the same text", "states");
    private final CountedProperty characters = new CountedProperty(
            CHARACTERS, "a replica has the characters that were inserted and not deleted, and no others", "operations");
    private final CountedProperty order =
            new CountedProperty(ORDER, "each passage is where its editor typed it, and in its order", "passages");

    private final Interleaving interleaving = new Interleaving();
    private final Map<String, ReplicaText> replicas = new LinkedHashMap<>();
    /** Characters whose deletion a node has applied, by node. */
    private final Map<String, Set<TextId>> deleted = new HashMap<>();

    private final Map<TextId, TextEdit> edits = new LinkedHashMap<>();
    private final Map<Long, State> states = new HashMap<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private String missing = "";

    TextJournal(List<String> nodes) {
        for (String node : nodes) {
            replicas.put(node, new ReplicaText());
            deleted.put(node, new HashSet<>());
        }
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (!missing.isEmpty()) {
            return;
        } else if (fact instanceof Inserting typed) {
            onEdit(nodeId, new TextEdit(typed.first(), typed.characters(), typed.after(), typed.before()));
        } else if (fact instanceof Deleting deletion) {
            onEdit(nodeId, new TextEdit(deletion.deletion(), "", deletion.character(), deletion.character()));
        } else if (fact instanceof Applied applied) {
            onApplied(new Step(nodeId, timeNanos), applied);
        }
    }

    private void onEdit(String node, TextEdit edit) {
        if (!edit.id().node().equals(node) || edits.putIfAbsent(edit.id(), edit) != null) {
            throw new IllegalArgumentException(
                    node + " gave an operation the identity " + edit.id() + "; expected one of its own that is new");
        }
        if (!edit.isDeletion()) {
            interleaving.typed(edit, replicas.get(node));
        }
    }

    private void onApplied(Step step, Applied fact) {
        ReplicaText replica = replicas.get(step.node());
        TextEdit edit = edits.get(fact.operation());
        if (edit == null || replica.hasApplied(fact.operation())) {
            throw new IllegalArgumentException("it applied " + fact.operation()
                    + "; expected an operation that an editor has made, and that it had not applied before");
        }
        characters.count();
        if (edit.isDeletion()) {
            judgeDeletion(step, replica, edit, fact);
        } else {
            judgeInsertion(step, edit, fact);
        }
        replica.apply(fact, edit);
        if (!edit.isDeletion()) {
            judgeOrder(step, replica, edit, fact);
        }
        judgeConvergence(step, replica);
    }

    private void judgeDeletion(Step step, ReplicaText replica, TextEdit edit, Applied fact) {
        TextId character = edit.after();
        deleted.get(step.node()).add(character);
        fact.removed().stream()
                .filter(removed -> !removed.equals(character))
                .findFirst()
                .ifPresent(removed -> characters.breakWith(
                        "character-lost", step + " applied " + edit + ", and removed " + removed + " instead"));
        if (replica.find(character) != null && !fact.removed().contains(character)) {
            characters.breakWith(
                    "deleted-character-present", step + " applied " + edit + ", and still has that character");
        }
    }

    private void judgeInsertion(Step step, TextEdit edit, Applied fact) {
        Set<TextId> placed = new HashSet<>();
        fact.placed().forEach(each -> placed.add(each.character()));
        for (TextId character : edit.characters()) {
            boolean isDeleted = deleted.get(step.node()).contains(character);
            if (isDeleted && placed.contains(character)) {
                characters.breakWith(
                        "deleted-character-present",
                        step + " applied " + edit + ", and has " + character
                                + ", whose deletion it had applied before");
            } else if (!isDeleted && !placed.contains(character)) {
                characters.breakWith("character-lost", step + " applied " + edit + ", and lacks " + character);
            }
        }
        if (!fact.removed().isEmpty()) {
            characters.breakWith(
                    "character-lost",
                    step + " applied " + edit + ", and removed "
                            + fact.removed().get(0));
        }
    }

    /**
     * Judges the order of a passage that was just placed. At the editor's own node, the passage stands at the editor's
     * cursor. At other nodes, characters of others may stand between its characters.
     */
    private void judgeOrder(Step step, ReplicaText replica, TextEdit edit, Applied fact) {
        order.count();
        TextId left = edit.after();
        boolean isOwn = step.node().equals(edit.id().node());
        for (Placed placed : fact.placed()) {
            boolean isRight = isOwn
                    ? placed.after().equals(left)
                    : left.equals(edit.after()) || isBefore(replica, left, placed.character());
            if (!isRight) {
                order.breakWith(
                        "passage-order-broken",
                        step + " applied " + edit + ", and placed " + placed.character() + " after " + placed.after()
                                + ", expected " + (isOwn ? "" : "a place behind ") + left);
                return;
            }
            left = placed.character();
        }
    }

    private static boolean isBefore(ReplicaText replica, TextId left, TextId right) {
        Spot goal = replica.find(left);
        Spot spot = replica.find(right);
        while (spot != null && spot != goal) {
            spot = spot.previous();
        }
        return goal == null || spot == goal;
    }

    private void judgeConvergence(Step step, ReplicaText replica) {
        convergence.count();
        int count = replica.applied().size();
        State state = new State(step, count, replica.textDigest());
        State before = states.putIfAbsent(replica.operationsDigest(), state);
        if (before == null || before.textDigest() == state.textDigest() || convergence.isBroken()) {
            return;
        }
        ReplicaText other = rebuilt(before.step().node(), before.operations());
        if (other.applied().stream().allMatch(each -> replica.hasApplied(each.operation()))) {
            breakConvergence(step, replica, before.step(), other);
        }
    }

    private void breakConvergence(Step step, ReplicaText replica, Step otherStep, ReplicaText other) {
        String text = replica.characters();
        String otherText = other.characters();
        int first = 0;
        while (first < Math.min(text.length(), otherText.length()) && text.charAt(first) == otherText.charAt(first)) {
            first++;
        }
        convergence.breakWith(
                "replicas-differ",
                step + " and " + otherStep + " have applied the same "
                        + replica.applied().size() + " operations; " + step.node() + " holds " + excerpt(text, first)
                        + ", and " + otherStep.node() + " held " + excerpt(otherText, first));
    }

    /** Returns the part of a text around its first difference from another text. */
    private static String excerpt(String text, int firstDifference) {
        int from = Math.max(0, firstDifference - EXCERPT_BEFORE);
        int to = Math.min(text.length(), from + EXCERPT);
        return "\"" + (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "") + "\"";
    }

    /** Returns the text of a node as it was after some operations. */
    private ReplicaText rebuilt(String node, int operations) {
        ReplicaText text = new ReplicaText();
        for (Applied fact : replicas.get(node).applied().subList(0, operations)) {
            text.apply(fact, edits.get(fact.operation()));
        }
        return text;
    }

    @Override
    public void onOperation(Operation operation) {
        if (operation.isClient()
                && operation.type() == Operation.Type.OK
                && operation.function().equals(TextWorkload.READ)
                && operation.extras().get("node") instanceof String node
                && replicas.containsKey(node)) {
            int count = replicas.get(node).applied().size();
            answers.put(node, new Answer(operation.index(), count, operation.value()));
        }
    }

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        missing = nodeId + " was killed and lost its text, which an editor's node keeps in memory only";
    }

    /** Handles the end of the run, when each node must have applied all operations and returned its text. */
    @Override
    public void onEnd(long healedNanos) {
        if (!missing.isEmpty()) {
            return;
        }
        replicas.forEach(this::judgeEnd);
        List<ReplicaText> complete = new ArrayList<>(replicas.values());
        complete.removeIf(replica -> replica.applied().size() < edits.size());
        if (!complete.isEmpty()) {
            interleaving.end(complete.get(0));
        }
    }

    private void judgeEnd(String node, ReplicaText replica) {
        edits.values().stream()
                .filter(edit -> !replica.hasApplied(edit.id()))
                .findFirst()
                .ifPresent(edit -> characters.breakWith(
                        edit.isDeletion() ? "deleted-character-present" : "character-lost",
                        node + " never applied " + edit));
        Answer answer = answers.get(node);
        // A later change of the text excuses a difference.
        if (answer != null && answer.operations() == replica.applied().size()) {
            String text = replica.characters();
            if (!text.equals(answer.text())) {
                characters.breakWith(
                        "read-disagrees",
                        node + " returned a text that is not the one that it noted (operation " + answer.index()
                                + "): expected " + excerpt(text, 0));
            }
        }
    }

    @Override
    public List<Verdict> verdicts() {
        if (edits.isEmpty()) {
            return List.of();
        }
        List<Verdict> verdicts = new ArrayList<>(
                List.of(convergence.verdict(missing), characters.verdict(missing), order.verdict(missing)));
        if (!interleaving.isUnknown()) {
            verdicts.add(Verdict.valid(Interleaving.CHECKER, interleaving.words(), interleaving.figures()));
        }
        return verdicts;
    }

    /** Returns empty, because editors are equals. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
