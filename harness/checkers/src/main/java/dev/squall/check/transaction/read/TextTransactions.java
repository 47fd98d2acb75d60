package dev.squall.check.transaction.read;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import dev.squall.history.HistoryFormatException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of the two text formats for registers, sessions and calls; see {@link TransactionReader}. */
final class TextTransactions {

    private static final int BYTES_THAT_TELL = 256;
    private static final Pattern STEP = Pattern.compile("([rw])\\s+(\\S+)\\s+(\\S+)");
    private static final Pattern CALL =
            Pattern.compile("([rw])\\(\\s*([^,()]+?)\\s*,\\s*([^,()]+?)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");
    private static final Pattern START =
            Pattern.compile("\\s*(?:[-=]+\\s*)*[rw](?:\\s+\\S+\\s+\\S+\\s|\\().*", Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private final TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
    private int transaction = -1;
    private int ended;
    private int session;

    private TextTransactions() {}

    static boolean recognises(byte[] text) {
        String start = new String(text, 0, Math.min(text.length, BYTES_THAT_TELL), StandardCharsets.ISO_8859_1);
        return START.matcher(start + "\n").matches();
    }

    static TransactionHistory parse(byte[] text, Object initial) {
        TextTransactions reader = new TextTransactions();
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\\R");
        Map<Long, StringBuilder> sessions = new LinkedHashMap<>();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Matcher call = CALL.matcher(line);
            if (call.matches()) {
                reader.addCall(call, sessions, i + 1);
            } else if (!line.isEmpty()) {
                reader.addLine(line, i + 1);
            }
        }
        reader.end();
        return reader.builder.build(Kind.RW_REGISTER, false, reader.builder.value(initial));
    }

    private long lastCall = -1;

    /** Adds a call. The calls of a transaction must be consecutive, and a session's transactions must be in order. */
    private void addCall(Matcher call, Map<Long, StringBuilder> seen, int line) {
        int process = (int) number(call.group(4), line);
        long name = number(call.group(4), line) << 32 | number(call.group(5), line);
        if (name != lastCall) {
            end();
            if (seen.put(name, new StringBuilder()) != null) {
                throw new HistoryFormatException("line " + line + ": found another part of transaction " + call.group(5)
                        + " of session " + call.group(4) + ", expected a transaction in one piece");
            }
            lastCall = name;
            session = process;
        }
        add(call, line);
    }

    private static long number(String digits, int line) {
        if (digits.length() > 9) {
            throw new HistoryFormatException(
                    "line " + line + ": found the number " + digits + ", expected at most nine digits");
        }
        return Long.parseLong(digits);
    }

    private void addLine(String line, int number) {
        Matcher step = STEP.matcher(line);
        if (step.matches()) {
            add(step, number);
        } else if (line.matches("-+")) {
            end();
        } else if (line.matches("=+")) {
            end();
            session++;
        } else {
            throw new HistoryFormatException("line " + number + ": found '" + line
                    + "', expected r KEY VALUE, w KEY VALUE, a line of - or =, or r(KEY,VALUE,SESSION,TRANSACTION)");
        }
    }

    private void add(Matcher step, int line) {
        if (transaction < 0) {
            transaction = builder.begin(session, ended);
            builder.operationsOf(transaction);
        }
        int key = builder.key(name(step.group(2)));
        int value = builder.value(name(step.group(3)));
        if (step.group(1).equals("w")) {
            builder.write(key, value);
        } else {
            builder.readValue(key, value);
        }
    }

    private static Object name(String word) {
        return WHOLE.matcher(word).matches() ? (Object) Long.valueOf(word) : word.equals("nil") ? null : word;
    }

    private void end() {
        if (transaction >= 0) {
            builder.end(transaction, Status.OK, ended++);
            transaction = -1;
        }
    }
}
