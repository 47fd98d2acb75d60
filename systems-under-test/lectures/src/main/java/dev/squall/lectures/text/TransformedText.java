package dev.squall.lectures.text;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.text.TextFacts.Placed;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Operational transformation over total order broadcast by a sequencing server (lecture 8.1; the protocol is that of
 * Jupiter, by Nichols and others, 1995, with one message in flight as in Google Wave). An operation says where by an
 * index. An operation that was made without knowledge of another one is transformed, which moves its index.
 *
 * <p>All nodes see the same sequence of operations, the log. An editor applies its own operation at once, before the
 * operation has a place in the log. Until then, every operation from the log is transformed past the editor's own
 * operations, and these past the operation from the log.
 */
public class TransformedText extends SharedText<TransformedText.Element> {

    /** A character of the text. The algorithm itself does not need identities; the journal does. */
    static final class Element extends Sequence.Entry {
        private Element(TextId id, char value) {
            super(id, value);
        }
    }

    /** All operations in their total order, each as it applies to the text after the operation before. */
    private final List<TextOperation> log = new ArrayList<>();
    /** Own operations that were broadcast and not yet delivered, each as it applies after the log. */
    private List<TextOperation> inFlight = new ArrayList<>();
    /** Own operations that were not yet broadcast, each as it applies after the operations in flight. */
    private List<TextOperation> waiting = new ArrayList<>();

    /** @param totalOrderBroadcast factory of the broadcast; its argument is the receiver of the deliveries */
    public TransformedText(Environment environment, Function<Broadcast.Receiver, Broadcast> totalOrderBroadcast) {
        super(environment, totalOrderBroadcast, new Element(TextId.BEGIN, BEGIN), new Element(TextId.END, END));
    }

    @Override
    final void insert(int index, TextId first, String passage) {
        perform(new TextOperation(first, index, passage));
    }

    @Override
    final void delete(int index, TextId deletion) {
        perform(new TextOperation(deletion, index, ""));
    }

    private void perform(TextOperation own) {
        apply(own);
        waiting.add(own);
        broadcastWaiting();
    }

    /** Broadcasts the waiting operations together, unless earlier ones are in flight. */
    private void broadcastWaiting() {
        if (!inFlight.isEmpty() || waiting.isEmpty()) {
            return;
        }
        inFlight = waiting;
        waiting = new ArrayList<>();
        List<Object> operations = new ArrayList<>();
        inFlight.forEach(operation -> operations.add(operation.toList()));
        broadcast(List.of((long) log.size(), operations));
    }

    @Override
    final void onDelivery(String sender, Object message) {
        List<?> parts = (List<?>) message;
        if (sender.equals(environment().nodeId())) {
            log.addAll(inFlight);
            inFlight = new ArrayList<>();
            broadcastWaiting();
            return;
        }
        List<TextOperation> operations = new ArrayList<>();
        for (Object each : (List<?>) parts.get(1)) {
            operations.add(TextOperation.of(sender, (List<?>) each));
        }
        int known = Math.toIntExact((Long) parts.get(0));
        // The sender did not know the end of the log. A copy of that end keeps the log as it is.
        operations = pass(operations, new ArrayList<>(log.subList(known, log.size())));
        log.addAll(operations);
        operations = pass(operations, inFlight);
        operations = pass(operations, waiting);
        operations.forEach(this::apply);
    }

    /**
     * Transforms two concurrent sequences of operations past each other. The elements of {@code others} are replaced by
     * operations that apply after {@code operations}.
     *
     * @return operations that apply after {@code others}
     */
    private List<TextOperation> pass(List<TextOperation> operations, List<TextOperation> others) {
        List<TextOperation> passed = operations;
        for (int i = 0; i < others.size(); i++) {
            TextOperation other = others.get(i);
            List<TextOperation> moved = new ArrayList<>(passed.size());
            for (TextOperation operation : passed) {
                moved.add(transform(operation, other));
                other = transform(other, operation);
            }
            others.set(i, other);
            passed = moved;
        }
        return passed;
    }

    /**
     * Returns T(op1, op2): the first operation, as it applies after the second one.
     *
     * @param op1 operation that was made without knowledge of {@code op2}
     */
    protected TextOperation transform(TextOperation op1, TextOperation op2) {
        if (op1.index() == TextOperation.NOWHERE || op2.index() == TextOperation.NOWHERE) {
            return op1;
        } else if (op2.isInsertion()) {
            boolean stays = op1.index() < op2.index()
                    || op1.index() == op2.index()
                            && op1.isInsertion()
                            && goesFirst(op1.id().node(), op2.id().node());
            return stays ? op1 : op1.at(op1.index() + op2.passage().length());
        } else if (op1.index() == op2.index() && !op1.isInsertion()) {
            return op1.at(TextOperation.NOWHERE);
        }
        return op1.index() <= op2.index() ? op1 : op1.at(op1.index() - 1);
    }

    /** Returns true if a site's passage goes before another site's passage at the same index. */
    protected boolean goesFirst(String site, String otherSite) {
        return environment().nodeIds().indexOf(site) < environment().nodeIds().indexOf(otherSite);
    }

    private void apply(TextOperation operation) {
        // Only a wrong transformation leaves an index beyond the text. The nearest index keeps the node alive.
        if (operation.isInsertion()) {
            insertAt(Math.min(operation.index(), length()), operation);
        } else if (operation.index() == TextOperation.NOWHERE || length() == 0) {
            journalDeletion(operation.id(), List.of());
        } else {
            Element element = chars.at(Math.min(operation.index(), length() - 1) + 1);
            chars.remove(element);
            journalDeletion(operation.id(), List.of(element.id()));
        }
    }

    private void insertAt(int index, TextOperation operation) {
        List<Placed> placed = new ArrayList<>();
        Element left = chars.at(index);
        for (int i = 0; i < operation.passage().length(); i++) {
            Element element =
                    new Element(operation.id().plus(i), operation.passage().charAt(i));
            chars.insertAfter(left, element);
            placed.add(new Placed(element.id(), left.id()));
            left = element;
        }
        journalInsertion(operation.id(), placed);
    }
}
