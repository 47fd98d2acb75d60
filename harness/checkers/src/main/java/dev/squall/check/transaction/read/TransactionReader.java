package dev.squall.check.transaction.read;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.format.HistoryFormats;
import dev.squall.history.format.RecordedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reader of histories of transactions, which detects the format and the kind of objects from the text:
 *
 * <ul>
 *   <li>EDN of Jepsen and Elle: an operation's value is a vector of {@code [:append k v]}, {@code [:w k v]} and {@code
 *       [:r k v]}, or of {@code [:add k v]} and {@code [:r k #{v ...}]} over sets; {@code :f} may be missing. A read of
 *       registers may also be a map {@code {k v}}.
 *   <li>The other formats of {@link HistoryFormats}: Jepsen's {@code history.txt}, console logs and JSON.
 *   <li>Sessions as text: {@code r KEY VALUE} and {@code w KEY VALUE}, a line of {@code -} between transactions, a line
 *       of {@code =} between sessions.
 *   <li>Calls as text: {@code r(KEY,VALUE,SESSION,TRANSACTION)} and {@code w(...)}.
 * </ul>
 *
 * <p>The two text formats have sessions but no real time; all their transactions committed.
 */
public final class TransactionReader {

    private static final long MAX_BYTES = Integer.MAX_VALUE - 16L;

    private TransactionReader() {}

    /**
     * Reads a file.
     *
     * @throws HistoryFormatException if the file holds no history of transactions; the message names the place
     * @throws IOException if the file cannot be read
     */
    public static TransactionHistory read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new HistoryFormatException(
                    file + ": found " + size + " bytes, expected at most " + MAX_BYTES + "; split it by key");
        }
        return parse(Files.readAllBytes(file), null);
    }

    /**
     * Reads UTF-8 text. Takes O(length).
     *
     * @param initial initial value of registers, as EDN data; null for nil
     * @throws HistoryFormatException if the text holds no history of transactions; the message names the place
     */
    public static TransactionHistory parse(byte[] text, Object initial) {
        if (TextTransactions.recognises(text)) {
            return TextTransactions.parse(text, initial);
        }
        Optional<TransactionHistory> plain = new PlainEdnTransactions(text).parse(initial);
        if (plain.isPresent()) {
            return plain.get();
        }
        return HistoryFormats.isEdn(text)
                ? EdnTransactions.parse(text, initial)
                : of(HistoryFormats.parse(text), initial);
    }

    private static TransactionHistory of(RecordedHistory recorded, Object initial) {
        if (recorded.byTime().isPresent()) {
            throw new HistoryFormatException("found operations of several processes against the order of their times,"
                    + " and no index, expected operations in the order of their times, or an index in each");
        }
        if (recorded.truncated()) {
            throw new HistoryFormatException("found a last line that was cut short, expected whole lines");
        }
        return of(recorded.history(), initial);
    }

    /**
     * Converts a history. Takes O(n).
     *
     * @param initial initial value of registers, as EDN data; null for nil
     * @throws HistoryFormatException if an operation of a client is not a transaction; the message names the operation
     */
    public static TransactionHistory of(History history, Object initial) {
        EdnTransactions transactions = new EdnTransactions();
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                transactions.accept(operation.type(), operation.process(), operation.value(), operation.index());
            }
        }
        return transactions.build(initial);
    }
}
