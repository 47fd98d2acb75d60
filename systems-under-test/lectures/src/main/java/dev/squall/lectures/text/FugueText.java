package dev.squall.lectures.text;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.text.TextFacts.Placed;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Fugue over causal broadcast, a text CRDT that does not interleave concurrent passages (Weidner and Kleppmann, "The
 * Art of the Fugue", 2023). The characters are a tree: each character is a left or right child of another character.
 * The text is the in-order traversal of the tree. Siblings on one side are ordered by their identities.
 *
 * <p>A passage is a chain of right children, so it is a subtree, and a concurrent passage is another subtree. A deleted
 * character stays in the tree as a tombstone, because characters may be attached to it later.
 */
public final class FugueText extends SharedText<FugueText.Element> {

    /** A character in the tree. */
    static final class Element extends Sequence.Entry {

        private final List<Element> leftChildren = new ArrayList<>(0);
        private final List<Element> rightChildren = new ArrayList<>(1);

        private Element(TextId id, char value) {
            super(id, value);
        }
    }

    private static final String INSERT = "insert";
    private static final String DELETE = "delete";
    private static final String LEFT = "left";
    private static final String RIGHT = "right";

    private static final Comparator<TextId> SIBLING_ORDER =
            Comparator.comparing(TextId::node).thenComparing(TextId::number);

    private final Map<TextId, Element> tree = new HashMap<>();

    /** @param causalBroadcast factory of the broadcast; its argument is the receiver of the deliveries */
    public FugueText(Environment environment, Function<Broadcast.Receiver, Broadcast> causalBroadcast) {
        super(environment, causalBroadcast, new Element(TextId.BEGIN, BEGIN), new Element(TextId.END, END));
        tree.put(TextId.BEGIN, chars.at(0));
    }

    @Override
    void insert(int index, TextId first, String passage) {
        Element leftOrigin = chars.at(index);
        boolean isRightChild = leftOrigin.rightChildren.isEmpty();
        // The next element has no left child: it is the first element of the left origin's right subtrees.
        TextId parent = isRightChild ? leftOrigin.id() : chars.next(leftOrigin).id();
        String side = isRightChild ? RIGHT : LEFT;
        broadcast(List.of(INSERT, first.number(), passage, parent.node(), parent.number(), side));
    }

    @Override
    void delete(int index, TextId deletion) {
        TextId character = chars.at(index + 1).id();
        broadcast(List.of(DELETE, deletion.number(), character.node(), character.number()));
    }

    @Override
    void onDelivery(String sender, Object operation) {
        List<?> parts = (List<?>) operation;
        TextId id = new TextId(sender, (Long) parts.get(1));
        if (parts.get(0).equals(INSERT)) {
            TextId parent = new TextId((String) parts.get(3), (Long) parts.get(4));
            onDeliveringInsert(
                    id, (String) parts.get(2), tree.get(parent), parts.get(5).equals(LEFT));
        } else {
            Element element = tree.get(new TextId((String) parts.get(2), (Long) parts.get(3)));
            journalDeletion(id, chars.hide(element) ? List.of(element.id()) : List.of());
        }
    }

    private void onDeliveringInsert(TextId first, String passage, Element parent, boolean isLeftChild) {
        List<Placed> placed = new ArrayList<>(passage.length());
        Element above = parent;
        for (int i = 0; i < passage.length(); i++) {
            Element element = new Element(first.plus(i), passage.charAt(i));
            if (i == 0 && isLeftChild) {
                attachLeft(above, element);
            } else {
                attachRight(above, element);
            }
            tree.put(element.id(), element);
            placed.add(new Placed(element.id(), chars.previousVisible(element).id()));
            above = element;
        }
        journalInsertion(first, placed);
    }

    private void attachLeft(Element parent, Element element) {
        int place = place(parent.leftChildren, element);
        if (place > 0) {
            chars.insertAfter(rightmost(parent.leftChildren.get(place - 1)), element);
        } else if (parent.leftChildren.isEmpty()) {
            chars.insertBefore(parent, element);
        } else {
            chars.insertBefore(leftmost(parent.leftChildren.get(0)), element);
        }
        parent.leftChildren.add(place, element);
    }

    private void attachRight(Element parent, Element element) {
        int place = place(parent.rightChildren, element);
        Element before = place == 0 ? parent : rightmost(parent.rightChildren.get(place - 1));
        chars.insertAfter(before, element);
        parent.rightChildren.add(place, element);
    }

    private static int place(List<Element> siblings, Element element) {
        int place = siblings.size();
        while (place > 0 && SIBLING_ORDER.compare(siblings.get(place - 1).id(), element.id()) > 0) {
            place--;
        }
        return place;
    }

    /** Returns the last element of a subtree. */
    private static Element rightmost(Element root) {
        Element last = root;
        while (!last.rightChildren.isEmpty()) {
            last = last.rightChildren.get(last.rightChildren.size() - 1);
        }
        return last;
    }

    /** Returns the first element of a subtree. */
    private static Element leftmost(Element root) {
        Element first = root;
        while (!first.leftChildren.isEmpty()) {
            first = first.leftChildren.get(0);
        }
        return first;
    }
}
