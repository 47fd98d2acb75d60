package dev.squall.jepsen;

import clojure.lang.IMapEntry;
import clojure.lang.Keyword;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Converter of Jepsen's histories, which are sequences of maps or of records that are maps. */
public final class JepsenHistory {

    private static final Keyword INDEX = keyword("index");
    private static final Keyword TIME = keyword("time");
    private static final Keyword TYPE = keyword("type");
    private static final Keyword PROCESS = keyword("process");
    private static final Keyword FUNCTION = keyword("f");
    private static final Keyword VALUE = keyword("value");
    private static final List<Keyword> FIELDS = List.of(INDEX, TIME, TYPE, PROCESS, FUNCTION, VALUE);

    private JepsenHistory() {}

    /**
     * Converts a history of Jepsen to one of this project. Positions in Jepsen's sequence become indexes of operations.
     * An operation whose process is not a number belongs to the nemesis.
     *
     * @throws HistoryFormatException if an operation has no type or no function; the message names its position
     */
    public static History of(Iterable<?> operations) {
        List<Operation> ours = new ArrayList<>();
        for (Object operation : operations) {
            ours.add(operation((Map<?, ?>) operation, ours.size()));
        }
        return History.of(ours);
    }

    /**
     * Returns true if the clients' operations are on independent keys: their values are map entries, as in {@code
     * jepsen.independent}.
     */
    public static boolean isKeyed(Iterable<?> operations) {
        boolean keyed = false;
        for (Object operation : operations) {
            Map<?, ?> map = (Map<?, ?>) operation;
            if (map.get(PROCESS) instanceof Number) {
                if (!(map.get(VALUE) instanceof IMapEntry)) {
                    return false;
                }
                keyed = true;
            }
        }
        return keyed;
    }

    private static Operation operation(Map<?, ?> map, int index) {
        int process =
                map.get(PROCESS) instanceof Number number ? Math.toIntExact(number.longValue()) : Operation.NEMESIS;
        Map<String, Object> extras = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (key instanceof Keyword keyword && !FIELDS.contains(keyword)) {
                extras.put(keyword.toString().substring(1), ClojureData.fromClojure(value));
            }
        });
        return new Operation(
                index,
                map.get(TIME) instanceof Number time
                        ? Math.max(Operation.NO_TIME, time.longValue())
                        : Operation.NO_TIME,
                type(map.get(TYPE), index),
                process,
                function(map.get(FUNCTION), index),
                ClojureData.fromClojure(map.get(VALUE)),
                extras);
    }

    private static Operation.Type type(Object type, int index) {
        if (type instanceof Keyword keyword) {
            for (Operation.Type candidate : Operation.Type.values()) {
                if (candidate.name().toLowerCase(Locale.ROOT).equals(keyword.getName())) {
                    return candidate;
                }
            }
        }
        throw new HistoryFormatException(
                "operation " + index + ": found the :type " + type + ", expected one of :invoke, :ok, :fail and :info");
    }

    private static String function(Object function, int index) {
        if (function instanceof Keyword keyword) {
            return keyword.toString().substring(1);
        }
        if (function instanceof String string) {
            return string;
        }
        throw new HistoryFormatException(
                "operation " + index + ": found the :f " + function + ", expected a keyword such as :read");
    }

    private static Keyword keyword(String name) {
        return Keyword.intern(null, name);
    }
}
