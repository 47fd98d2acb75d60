package dev.squall.fault;

import dev.squall.history.Keyword;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converter of faults to and from data: EDN maps in histories, and the fields of a step in scenarios. The formats of
 * older histories and scenarios are read too.
 *
 * <p>In a scenario, the field that names the target of a fault has the family's name. {@code {kill: n1}} stands for
 * {@code :start-kill {:node "n1"}} of a history.
 */
public final class FaultCodec {

    /** Key of the observed effects of a fault, in the operation that undid it. */
    static final Keyword SEEN = new Keyword("seen");

    /** Names that older scenarios used for the field with the target of a fault. */
    private static final Map<String, FaultFamily> OLD_NAMES = new LinkedHashMap<>();

    static {
        OLD_NAMES.put("cut", FaultFamily.PARTITION);
        OLD_NAMES.put("packets", FaultFamily.PACKET);
        OLD_NAMES.put("down", FaultFamily.KILL);
        OLD_NAMES.put("paused", FaultFamily.PAUSE);
        OLD_NAMES.put("skewed", FaultFamily.CLOCK);
    }

    private FaultCodec() {}

    /** Returns the EDN map of a fault for a history. */
    public static Map<Object, Object> toEdn(Fault fault) {
        Map<Object, Object> data = new LinkedHashMap<>();
        fault.fields().forEach((name, value) -> data.put(new Keyword(name), asEdn(value)));
        return data;
    }

    private static Object asEdn(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return value;
        }
        BigDecimal plain = decimal.stripTrailingZeros();
        return plain.scale() <= 0 ? (Object) plain.longValueExact() : (Object) plain.doubleValue();
    }

    /** Returns the fields of a fault in a scenario, in order: texts, numbers, flags and links. */
    public static Map<String, Object> toScenario(Fault fault) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, Object> data = fault.fields();
        fields.put(
                fault.family().faultName(), asScenario(data.get(fault.family().subject())));
        data.forEach((name, value) -> {
            if (!name.equals(fault.family().subject())) {
                fields.put(name, asScenario(value));
            }
        });
        return fields;
    }

    private static Object asScenario(Object value) {
        if (value instanceof Keyword word) {
            return word.name();
        } else if (value instanceof BigDecimal decimal) {
            BigDecimal plain = decimal.stripTrailingZeros();
            return plain.scale() < 0 ? plain.setScale(0) : plain;
        }
        return value;
    }

    /**
     * Reads the fault of a scenario's step; returns empty if the step has no fault.
     *
     * @throws IllegalArgumentException if the step's values describe no valid fault; the message is one sentence
     */
    public static Optional<Fault> fromScenario(FaultFields step) {
        for (FaultFamily family : FaultFamily.values()) {
            if (step.has(family.faultName())) {
                return Optional.of(family.read(new Renamed(step, family.subject(), family.faultName())));
            }
        }
        for (Map.Entry<String, FaultFamily> old : OLD_NAMES.entrySet()) {
            if (step.has(old.getKey())) {
                FaultFamily family =
                        old.getValue() == FaultFamily.KILL && losesWrites(step) ? FaultFamily.DISK : old.getValue();
                return Optional.of(family.read(new Renamed(step, family.subject(), old.getKey())));
            }
        }
        return Optional.empty();
    }

    private static boolean losesWrites(FaultFields step) {
        return !step.word("writes", List.of("kept", "lost", "torn")).equals("kept");
    }

    /**
     * Reads the faults that an operation of a history began, in the current format or an older one.
     *
     * @return the faults; empty if the operation names no node or link
     */
    public static List<Fault> fromEdn(FaultFamily family, Object value) {
        return EdnFaults.read(family, value);
    }

    /**
     * Returns the observed effects of a fault that an operation of a history records: numbers by name.
     *
     * @param value value of the operation that began or ended the fault
     */
    public static Map<String, Long> seenIn(Object value, Fault fault) {
        Map<String, Long> seen = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map && map.get(SEEN) instanceof Map<?, ?> numbers) {
            numbers.forEach((name, number) -> {
                if (name instanceof Keyword word && number instanceof Number count) {
                    seen.put(word.name(), count.longValue());
                }
            });
        } else if (value instanceof Map<?, ?> map) {
            EdnFaults.addSeenOfOld(map, fault, seen);
        }
        return seen;
    }

    /** The fields of a fault, one of which is read under another name. */
    private record Renamed(FaultFields fields, String name, String realName) implements FaultFields {

        private String real(String asked) {
            return asked.equals(name) ? realName : asked;
        }

        @Override
        public boolean has(String asked) {
            return fields.has(real(asked));
        }

        @Override
        public String node(String asked) {
            return fields.node(real(asked));
        }

        @Override
        public String word(String asked, List<String> words) {
            return fields.word(real(asked), words);
        }

        @Override
        public long whole(String asked, long otherwise) {
            return fields.whole(real(asked), otherwise);
        }

        @Override
        public long millis(String asked, long otherwiseNanos) {
            return fields.millis(real(asked), otherwiseNanos);
        }

        @Override
        public boolean flag(String asked) {
            return fields.flag(real(asked));
        }

        @Override
        public Map<String, List<String>> links(String asked) {
            return fields.links(real(asked));
        }
    }
}
