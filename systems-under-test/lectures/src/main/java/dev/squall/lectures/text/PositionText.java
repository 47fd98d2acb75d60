package dev.squall.lectures.text;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.text.TextFacts.Placed;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The lecture's text CRDT over causal broadcast (lecture 8.1). The text is a set {@code chars} of triples (p, n, v) of
 * a position between 0 and 1, a node and a character. The characters are read in the order of their positions.
 *
 * <p>On the slides, a new position is the middle between its neighbours, and two nodes may choose the same position.
 * Here, a position is random, and ends with the number of its node and the number of the character at the node. So no
 * two characters ever have the same position, and there is always room between two characters.
 */
public class PositionText extends SharedText<PositionText.Element> {

    /** A triple (p, n, v); the identity contains n. */
    static final class Element extends Sequence.Entry {

        private final Position p;

        private Element(Position p, TextId n, char v) {
            super(n, v);
            this.p = p;
        }
    }

    private static final String INSERT = "insert";
    private static final String DELETE = "delete";

    /** @param causalBroadcast factory of the broadcast; its argument is the receiver of the deliveries */
    public PositionText(Environment environment, Function<Broadcast.Receiver, Broadcast> causalBroadcast) {
        super(
                environment,
                causalBroadcast,
                new Element(Position.ZERO, TextId.BEGIN, BEGIN),
                new Element(Position.ONE, TextId.END, END));
    }

    /** Handles a request to insert characters. One message contains the insertions of all characters of a passage. */
    @Override
    final void insert(int index, TextId first, String passage) {
        Position p1 = chars.at(index).p;
        Position p2 = chars.at(index + 1).p;
        List<Object> triples = new ArrayList<>();
        for (int i = 0; i < passage.length(); i++) {
            p1 = between(p1, p2, first.plus(i));
            triples.add(Arrays.asList(p1.toList(), first.number() + i, passage.substring(i, i + 1)));
        }
        broadcast(List.of(INSERT, triples));
    }

    /** Returns a new position between two neighbours. */
    protected Position between(Position p1, Position p2, TextId id) {
        return Position.between(p1, p2, environment().random(), uniqueEnd(id));
    }

    /** Returns the digits that make the position of a character unique: the numbers of its node and of itself. */
    protected int[] uniqueEnd(TextId id) {
        return new int[] {environment().nodeIds().indexOf(id.node()) + 1, Math.toIntExact(id.number())};
    }

    @Override
    final void delete(int index, TextId deletion) {
        broadcast(List.of(DELETE, chars.at(index + 1).p.toList(), deletion.number()));
    }

    @Override
    final void onDelivery(String sender, Object operation) {
        List<?> parts = (List<?>) operation;
        if (parts.get(0).equals(INSERT)) {
            onDeliveringInsert(sender, (List<?>) parts.get(1));
        } else {
            onDeliveringDelete(new TextId(sender, (Long) parts.get(2)), Position.of((List<?>) parts.get(1)));
        }
    }

    private void onDeliveringInsert(String sender, List<?> triples) {
        List<Placed> placed = new ArrayList<>(triples.size());
        for (Object each : triples) {
            List<?> triple = (List<?>) each;
            Position p = Position.of((List<?>) triple.get(0));
            TextId n = new TextId(sender, (Long) triple.get(1));
            Element left = lastUpTo(p);
            chars.insertAfter(left, new Element(p, n, ((String) triple.get(2)).charAt(0)));
            placed.add(new Placed(n, left.id()));
        }
        journalInsertion(placed.get(0).character(), placed);
    }

    /** Removes the character with a position; another node's deletion of the character may have been first. */
    private void onDeliveringDelete(TextId deletion, Position p) {
        Element element = lastUpTo(p);
        boolean isThere = element.p.equals(p);
        if (isThere) {
            chars.remove(element);
        }
        journalDeletion(deletion, isThere ? List.of(element.id()) : List.of());
    }

    private Element lastUpTo(Position p) {
        return chars.last(element -> element.p.compareTo(p) <= 0);
    }
}
