package dev.squall.lectures.text;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.text.TextFacts.Placed;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.List;
import java.util.function.Function;

/**
 * One node's replica of a text that several editors change. An editor's own change is in its text when the method
 * returns. Subclasses are the algorithms; each journals the operations that it applies.
 *
 * @param <E> type of the text's characters
 */
public abstract class SharedText<E extends Sequence.Entry> {

    static final char BEGIN = '\u22a2';
    static final char END = '\u22a3';

    private final Environment environment;
    private final Broadcast broadcast;

    /** The characters between the marks ⊢ and ⊣. */
    final Sequence<E> chars;

    /**
     * @param broadcast factory of the broadcast; its argument is the receiver of the broadcast's deliveries
     * @param begin the mark before the first character
     * @param end the mark after the last character
     */
    SharedText(Environment environment, Function<Broadcast.Receiver, Broadcast> broadcast, E begin, E end) {
        this.environment = environment;
        this.broadcast = broadcast.apply(this::onDelivery);
        this.chars = new Sequence<>(begin, end);
    }

    final void start() {
        broadcast.start();
    }

    final void receive(Message message) {
        broadcast.receive(message);
    }

    final Environment environment() {
        return environment;
    }

    final void broadcast(List<Object> operation) {
        broadcast.broadcast(operation);
    }

    /** Returns the number of characters. */
    final int length() {
        return chars.size() - 2;
    }

    /** Returns the identity of the character at an index. The first character has index 1, and the mark ⊢ index 0. */
    final TextId elementAt(int index) {
        return chars.at(index).id();
    }

    /** Returns the value of the character at an index, counted as for {@link #elementAt}. */
    final String valueAt(int index) {
        return String.valueOf(chars.at(index).value());
    }

    /** Returns the characters as text. */
    final String characters() {
        return chars.characters();
    }

    /**
     * Inserts an editor's passage at an index, from 0 to the length of the text.
     *
     * @param first identity of the first character; the other characters have the next numbers
     */
    abstract void insert(int index, TextId first, String passage);

    /** Deletes the character at an index, from 0 to the length of the text minus 1. */
    abstract void delete(int index, TextId deletion);

    /** Handles an operation that the broadcast delivers. */
    abstract void onDelivery(String sender, Object operation);

    /** @param placed the new characters, each with the visible character directly before it */
    final void journalInsertion(TextId operation, List<Placed> placed) {
        environment.journal(new TextFacts.Applied(operation, placed, List.of()));
    }

    /** @param removed the deleted character; empty if another deletion of the character was applied before */
    final void journalDeletion(TextId operation, List<TextId> removed) {
        environment.journal(new TextFacts.Applied(operation, List.of(), removed));
    }
}
