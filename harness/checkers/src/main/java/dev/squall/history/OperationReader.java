package dev.squall.history;

/** Reads one operation from its EDN map, without building a map object. */
final class OperationReader {

    private static final long ABSENT = Long.MIN_VALUE;
    private static final int TYPE = 1;
    private static final int PROCESS = 1 << 1;
    private static final int FUNCTION = 1 << 2;
    private static final int VALUE = 1 << 3;
    private static final int TIME = 1 << 4;
    private static final int INDEX = 1 << 5;

    private final EdnScanner scanner;
    private final EdnReader reader;
    private final HistoryBuilder builder;
    private final RecentVectors vectors;
    private final ExtraEntries extras = new ExtraEntries();

    private Operation.Type type;
    private int process;
    private String function;
    private Object value;
    private long timeNanos;
    private int index;

    OperationReader(EdnScanner scanner, HistoryBuilder builder) {
        this.builder = builder;
        this.scanner = scanner;
        this.reader = new EdnReader(scanner);
        this.vectors = new RecentVectors(scanner, reader);
    }

    /** Skips white space, comments, discarded values and tags; returns the next byte, or {@link EdnScanner#END}. */
    int skipToOperation() {
        int b = reader.skipToValue();
        while (b == '#') {
            scanner.advance();
            int start = scanner.skipToken();
            if (scanner.position() == start) {
                throw scanner.failure(start, "a tag such as jepsen.history.Op");
            }
            b = reader.skipToValue();
            if (b == EdnScanner.END) {
                throw scanner.failure(scanner.position(), "an operation behind the tag");
            }
        }
        return b;
    }

    /** Returns the operation whose map begins at the position. */
    Operation read(int position) {
        int start = scanner.position();
        if (scanner.peek() != '{') {
            throw scanner.failure(start, "an operation such as {:type :invoke, :process 0, :f :read, :value nil}");
        }
        scanner.advance();
        value = null;
        timeNanos = Operation.NO_TIME;
        index = HistoryBuilder.NO_INDEX;
        function = null;
        extras.clear();
        int seen = 0;
        int b = reader.skipToValue();
        while (b != '}') {
            if (b == EdnScanner.END) {
                throw scanner.unfinished(start, "an operation", "its }");
            }
            seen = readEntry(b, seen);
            b = reader.skipToValue();
        }
        scanner.advance();
        requireFields(seen, start);
        return new Operation(
                position, timeNanos, type, process, function == null ? "" : function, value, extras.asMap());
    }

    /** Returns the {@code :index} of the last operation read, or {@link HistoryBuilder#NO_INDEX}. */
    int index() {
        return index;
    }

    private void requireFields(int seen, int start) {
        boolean isNemesis = (seen & PROCESS) != 0 && process < 0;
        String missing = (seen & TYPE) == 0
                ? ":type, one of :invoke, :ok, :fail and :info"
                : (seen & PROCESS) == 0
                        ? ":process, a number from 0 or a name"
                        : function == null && !isNemesis ? ":f, a keyword such as :read" : null;
        if (missing != null) {
            throw new HistoryFormatException(scanner.where(start) + ": found an operation without "
                    + missing.split(",")[0] + ", expected " + missing);
        }
    }

    private int readEntry(int b, int seen) {
        int keyStart = scanner.position();
        if (b != ':') {
            throw scanner.failure(keyStart, "a keyword of the operation's map");
        }
        Keyword key = scanner.keyword();
        int next = reader.skipToValue();
        int valueStart = scanner.position();
        if (next == '}' || next == EdnScanner.END) {
            throw scanner.failure(valueStart, "the value of " + key);
        }
        int field = fieldOf(key);
        if ((seen & field) != 0 || field == 0 && extras.contains(key.name())) {
            throw scanner.failure(keyStart, "each key of an operation once");
        }
        if (field == TIME || field == INDEX) {
            readNumber(field, valueStart, key);
        } else {
            set(field, key, next == '[' ? vectors.read() : reader.readValue(), valueStart);
        }
        return seen | field;
    }

    private static int fieldOf(Keyword key) {
        return switch (key.name()) {
            case "type" -> TYPE;
            case "process" -> PROCESS;
            case "f" -> FUNCTION;
            case "value" -> VALUE;
            case "time" -> TIME;
            case "index" -> INDEX;
            default -> 0;
        };
    }

    private void readNumber(int field, int start, Keyword key) {
        long number = scanner.smallInteger(ABSENT);
        if (number == ABSENT) {
            Object read = reader.readValue();
            number = read == null ? Operation.NO_TIME : read instanceof Long whole && whole >= 0 ? whole : ABSENT;
        }
        if (number < Operation.NO_TIME || field == INDEX && number >= Integer.MAX_VALUE) {
            throw scanner.failure(start, "a whole number from 0 as " + key);
        }
        if (field == TIME) {
            timeNanos = number;
        } else {
            index = (int) number;
        }
    }

    private void set(int field, Keyword key, Object read, int start) {
        switch (field) {
            case TYPE -> type = typeOf(read, start);
            case PROCESS -> process = processOf(read, start);
            case FUNCTION -> function = functionOf(read, start);
            case VALUE -> value = read;
            default -> extras.put(key.name(), read);
        }
    }

    private Operation.Type typeOf(Object read, int start) {
        if (read instanceof Keyword keyword) {
            switch (keyword.name()) {
                case "invoke":
                    return Operation.Type.INVOKE;
                case "ok":
                    return Operation.Type.OK;
                case "fail":
                    return Operation.Type.FAIL;
                case "info":
                    return Operation.Type.INFO;
                default:
            }
        }
        throw scanner.failure(start, ":type to be one of :invoke, :ok, :fail and :info");
    }

    private int processOf(Object read, int start) {
        if (read instanceof Long number && number >= 0 && number < Integer.MAX_VALUE) {
            return number.intValue();
        }
        try {
            return builder.process(read);
        } catch (IllegalArgumentException unfit) {
            throw scanner.failure(start, ":process to be " + unfit.getMessage());
        }
    }

    private String functionOf(Object read, int start) {
        if (read instanceof Keyword keyword) {
            return keyword.name();
        }
        if (read instanceof String string) {
            return string;
        }
        if (read == null) {
            return null;
        }
        throw scanner.failure(start, ":f to be a keyword or a string");
    }
}
