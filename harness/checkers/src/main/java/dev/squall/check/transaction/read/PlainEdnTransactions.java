package dev.squall.check.transaction.read;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

// Longer than 350 lines: all methods share the position in one array.
/**
 * Fast reader of the EDN that Jepsen and Elle write: one pass from bytes to arrays, without objects for values. The
 * reader accepts plain text only, in which keys are whole numbers or keywords and values are whole numbers. {@link
 * EdnTransactions} reads all other text and reports all errors.
 */
final class PlainEdnTransactions {

    /** Thrown if the text is not plain; the general reader then starts from the beginning. */
    private static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final NotPlain HERE = new NotPlain();

        NotPlain() {
            super(null, null, false, false);
        }
    }

    private static final int NONE = -1;
    private static final int NEMESIS = -2;
    private static final int MAX_PROCESS = 1 << 24;
    private static final String[] TYPES = {"invoke", "ok", "fail", "info"};
    private static final int TYPE_INVOKE = 0;
    private static final int TYPE_OK = 1;
    private static final int TYPE_FAIL = 2;
    private static final int TYPE_INFO = 3;

    private final byte[] text;
    private final TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
    private int at;
    private int index;
    private long lastIndex = -1;
    private long lastTime = -1;
    private int[] openTransaction = new int[64];
    private int[] openValue = new int[64];
    private int[] list = new int[64];
    private int type;
    private int process;
    private int valueAt;

    PlainEdnTransactions(byte[] text) {
        this.text = text;
        Arrays.fill(openTransaction, NONE);
    }

    /** Returns the history; empty if the text is not plain. */
    Optional<TransactionHistory> parse(Object initial) {
        try {
            int b = skipWhite();
            boolean wrapped = b == '[' || b == '(';
            at += wrapped ? 1 : 0;
            for (b = skipWhite(); b == '{' || b == '#'; b = skipWhite()) {
                operation();
            }
            at += wrapped && (b == ']' || b == ')') ? 1 : 0;
            if (skipWhite() != NONE) {
                throw NotPlain.HERE;
            }
            endOpen();
        } catch (NotPlain | ArrayIndexOutOfBoundsException endOrNotPlain) {
            return Optional.empty();
        }
        return builder.isMixed()
                ? Optional.empty()
                : Optional.of(builder.build(builder.kindSeen(), true, builder.value(initial)));
    }

    private void operation() {
        while (text[at] != '{') {
            at++;
        }
        at++;
        type = NONE;
        process = NONE;
        valueAt = NONE;
        int b = skipWhite();
        while (b == ':') {
            entry();
            b = skipWhite();
        }
        if (b != '}' || type == NONE || process == NONE) {
            throw NotPlain.HERE;
        }
        at++;
        if (process != NEMESIS) {
            int after = at;
            apply();
            at = after;
        }
        index++;
    }

    private void entry() {
        int start = ++at;
        skipToken();
        int length = at - start;
        int next = skipWhite();
        if (is("type", start, length)) {
            type = readType();
        } else if (is("process", start, length)) {
            process = readProcess(next);
        } else if (is("value", start, length)) {
            valueAt = at;
            skipValue();
        } else if (is("f", start, length)) {
            readFunction(next);
        } else if (is("index", start, length)) {
            readIndex();
        } else if (is("time", start, length)) {
            readTime();
        } else if (is("key", start, length)) {
            throw NotPlain.HERE;
        } else {
            skipValue();
        }
    }

    private int readType() {
        at++;
        int start = at;
        skipToken();
        int length = at - start;
        for (int known = 0; known < TYPES.length; known++) {
            if (is(TYPES[known], start, length)) {
                return known;
            }
        }
        throw NotPlain.HERE;
    }

    /** Reads the index. The general reader takes over if indexes do not increase, and rejects the history. */
    private void readIndex() {
        long number = readNumber();
        if (number <= lastIndex) {
            throw NotPlain.HERE;
        }
        lastIndex = number;
    }

    /** Reads the time. The general reader takes over if times decrease, and decides if that is an error. */
    private void readTime() {
        long number = readNumber();
        if (number < lastTime) {
            throw NotPlain.HERE;
        }
        lastTime = number;
    }

    private boolean is(String name, int start, int length) {
        if (length != name.length()) {
            return false;
        }
        int i = 0;
        while (i < length && text[start + i] == name.charAt(i)) {
            i++;
        }
        return i == length;
    }

    private int readProcess(int next) {
        if (next != ':') {
            long number = readNumber();
            if (number < 0 || number >= MAX_PROCESS) {
                throw NotPlain.HERE;
            }
            return (int) number;
        }
        int start = ++at;
        skipToken();
        if (!is("nemesis", start, at - start)) {
            throw NotPlain.HERE;
        }
        return NEMESIS;
    }

    /**
     * Reads the function, which must be {@code :txn} or nil, except for the nemesis. The general reader takes over for
     * other functions.
     */
    private void readFunction(int next) {
        int start = at;
        skipValue();
        boolean isTransaction = next == ':' && is("txn", start + 1, at - start - 1);
        if (!isTransaction && process != NEMESIS && !(at - start == 3 && next == 'n')) {
            throw NotPlain.HERE;
        }
    }

    private void apply() {
        if (process >= openTransaction.length) {
            int known = openTransaction.length;
            openTransaction = Arrays.copyOf(openTransaction, Math.max(process + 1, 2 * known));
            openValue = Arrays.copyOf(openValue, openTransaction.length);
            Arrays.fill(openTransaction, known, openTransaction.length, NONE);
        }
        int open = openTransaction[process];
        if (valueAt == NONE || (open == NONE) != (type == TYPE_INVOKE)) {
            throw NotPlain.HERE;
        }
        if (type == TYPE_INVOKE) {
            openTransaction[process] = builder.begin(process, index);
            openValue[process] = valueAt;
            return;
        }
        openTransaction[process] = NONE;
        boolean ok = type == TYPE_OK;
        readTransaction(open, ok ? valueAt : openValue[process], ok);
        builder.end(open, ok ? Status.OK : type == TYPE_FAIL ? Status.FAIL : Status.INFO, index);
    }

    private void endOpen() {
        for (int p = 0; p < openTransaction.length; p++) {
            if (openTransaction[p] != NONE) {
                readTransaction(openTransaction[p], openValue[p], false);
                builder.end(openTransaction[p], Status.INFO, TransactionHistory.NEVER);
            }
        }
    }

    private void readTransaction(int transaction, int place, boolean readsAreKnown) {
        builder.operationsOf(transaction);
        at = place;
        expect('[');
        int b = skipWhite();
        while (b == '[') {
            at++;
            readOperation(readsAreKnown);
            b = skipWhite();
        }
        expect(']');
    }

    private void readOperation(boolean readsAreKnown) {
        skipWhite();
        expect(':');
        int start = at;
        skipToken();
        int length = at - start;
        int b = text[start];
        int key = readKey();
        int next = skipWhite();
        if (is("r", start, length)) {
            readResult(key, next, readsAreKnown);
        } else {
            int value = builder.value(readNumber());
            if (is("append", start, length)) {
                builder.append(key, value);
            } else if (is("w", start, length)) {
                builder.write(key, value);
            } else {
                throw NotPlain.HERE;
            }
        }
        skipWhite();
        expect(']');
    }

    private int readKey() {
        if (skipWhite() != ':') {
            return builder.key(readNumber());
        }
        int start = ++at;
        skipToken();
        return builder.key((Object) new Keyword(new String(text, start, at - start, StandardCharsets.UTF_8)));
    }

    private void readResult(int key, int next, boolean isKnown) {
        if (!isKnown) {
            skipValue();
            builder.readUnknown(key);
        } else if (next == '[') {
            at++;
            int count = 0;
            for (int b = skipWhite(); b != ']'; b = skipWhite()) {
                if (count == list.length) {
                    list = Arrays.copyOf(list, 2 * count);
                }
                list[count++] = builder.value(readNumber());
            }
            at++;
            builder.readList(key, list, count);
        } else if (next == 'n') {
            int start = at;
            skipToken();
            if (at - start != 3) {
                throw NotPlain.HERE;
            }
            builder.readValue(key, TransactionHistory.NIL);
        } else {
            builder.readValue(key, builder.value(readNumber()));
        }
    }

    private long readNumber() {
        boolean negative = text[at] == '-';
        at += negative ? 1 : 0;
        int start = at;
        long number = 0;
        int digit = text[at] - '0';
        while (digit >= 0 && digit <= 9) {
            number = 10 * number + digit;
            digit = text[++at] - '0';
        }
        int length = at - start;
        if (length == 0 || length > 18 || length > 1 && text[start] == '0' || !endsToken(text[at])) {
            throw NotPlain.HERE;
        }
        return negative ? -number : number;
    }

    private void expect(int b) {
        if (text[at] != b) {
            throw NotPlain.HERE;
        }
        at++;
    }

    /** Skips white space and commas; returns the next byte, or {@link #NONE} at the end. */
    private int skipWhite() {
        while (at < text.length) {
            int b = text[at];
            if (b > ' ' && b != ',') {
                if (b == ';') {
                    throw NotPlain.HERE;
                }
                return b;
            }
            at++;
        }
        return NONE;
    }

    private static boolean endsToken(int b) {
        return b <= ' ' && b >= 0 || b == ',' || b == ']' || b == '}' || b == ')' || b == '[' || b == '{';
    }

    private void skipToken() {
        while (!endsToken(text[at])) {
            at++;
        }
    }

    /** Skips a value, which is a token or a collection. */
    private void skipValue() {
        int b = text[at];
        if (b != '[' && b != '{' && b != '(') {
            if (b == '"' || b == '#' || b == '\\') {
                throw NotPlain.HERE;
            }
            skipToken();
            return;
        }
        int depth = 0;
        do {
            b = text[at++];
            if (b == '[' || b == '{' || b == '(') {
                depth++;
            } else if (b == ']' || b == '}' || b == ')') {
                depth--;
            } else if (b == '"' || b == '\\' || b == ';' || b == '#') {
                throw NotPlain.HERE;
            }
        } while (depth > 0);
    }

    /** Returns the exception for a text that neither reader accepts. */
    static HistoryFormatException refused(String where, String found) {
        return new HistoryFormatException(where + ": found " + found
                + ", expected a transaction such as [[:append :x 1] [:r :y nil]], [[:w :x 1] [:r :y nil]] or"
                + " [[:add :x 1] [:r :y nil]]");
    }
}
