package dev.squall.check.transaction.level;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Isolation level: a base level, and the order of transactions that it must respect besides their data.
 *
 * <p>Notation: {@code o} is the required order (none, session order, or real-time order). {@code wr} is an edge from a
 * writer to a reader of its version, {@code ww} from a version's writer to the next version's writer, {@code rw} from a
 * reader to the writer of the next version. A history satisfies a level if version orders exist that satisfy its
 * definition.
 *
 * <p>Every level requires Adya's conditions on histories: reads return values that were written, a transaction reads
 * its own last write, and never its own later one. Levels from read committed require that no aborted and no
 * intermediate version is read. Levels from read atomic require Cerone's axiom INT: repeated reads in one transaction
 * agree.
 *
 * @param base definition over dependencies
 * @param order order {@code o}; never {@link Order#NONE} for {@link Base#CAUSAL}
 */
public record IsolationLevel(Base base, Order order) {

    /** Order of transactions that a level must respect besides data dependencies. */
    public enum Order {
        /** No order: transactions of one session may take effect in any order. */
        NONE(""),
        /** Session order: the committed transactions of one process, in the order of their invocations. */
        SESSION("strong-session-"),
        /** Real-time order: one transaction completed before the other was invoked. It contains the session order. */
        REAL_TIME("strong-");

        private final String prefix;

        Order(String prefix) {
            this.prefix = prefix;
        }

        /** Returns true if this order contains the other order. */
        public boolean includes(Order other) {
            return compareTo(other) >= 0;
        }
    }

    /** Base level, from weak to strong; each constant carries its definition and the source of the definition. */
    public enum Base {
        READ_UNCOMMITTED("ww and o together have no cycle", "Adya 1999, PL-1"),
        READ_COMMITTED("ww, wr and o together have no cycle", "Adya 1999, PL-2"),
        MONOTONIC_ATOMIC_VIEW(
                "a commit order contains o and wr; if a transaction reads x of T1 after it read anything of T2, and T2"
                        + " writes x, then T2 commits before T1",
                "Biswas and Enea 2019, where the level with session order is called read committed; Bailis 2013"),
        READ_ATOMIC(
                "a commit order contains o and wr; if T3 reads x of T1, and T2 writes x and precedes T3 in o or wr,"
                        + " then"
                        + " T2 commits before T1",
                "Biswas and Enea 2019, with session order; Cerone, Bernardi and Gotsman 2015, without"),
        CAUSAL(
                "a commit order contains o and wr; if T3 reads x of T1, and T2 writes x and precedes T3 in the"
                        + " transitive closure of o and wr, then T2 commits before T1; o is at least the session order",
                "Biswas and Enea 2019, causal consistency; Cerone, Bernardi and Gotsman 2015"),
        PARALLEL_SNAPSHOT_ISOLATION(
                "ww, wr, rw and o together have no cycle with at most one rw",
                "Cerone, Bernardi and Gotsman 2015; Cerone, Gotsman and Yang 2015"),
        SNAPSHOT_ISOLATION(
                "ww, wr, rw and o together have no cycle without two adjacent rw: each transaction reads what was"
                        + " committed before its start, and writers of one key do not overlap",
                "Cerone and Gotsman 2018; Adya 1999, PL-SI, with start and commit points that may be chosen"),
        REPEATABLE_READ(
                "ww, wr, rw of items and o together have no cycle; without predicates the same as serializable",
                "Adya 1999, PL-2.99"),
        SERIALIZABLE("ww, wr, rw and o together have no cycle: a serial order exists", "Adya 1999, PL-3");

        private final String definition;
        private final String source;

        Base(String definition, String source) {
            this.definition = definition;
            this.source = source;
        }

        /** Returns the definition in one sentence, in the notation of {@link IsolationLevel}. */
        public String definition() {
            return definition;
        }

        /** Returns the source of the definition: author, year and the author's name for the level. */
        public String source() {
            return source;
        }

        /** Returns the name on the command line, without a prefix for an order. */
        public String term() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns true if every history that satisfies this base level satisfies the other, with the same order. */
        public boolean implies(Base other) {
            return this == other
                    || this == SERIALIZABLE
                    || this != REPEATABLE_READ && other != REPEATABLE_READ && compareTo(other) > 0
                    || this == REPEATABLE_READ && other.compareTo(READ_ATOMIC) < 0;
        }
    }

    /** Names of the base levels in Elle and in the literature. */
    private static final Map<String, Base> ALIASES = Map.ofEntries(
            Map.entry("pl-1", Base.READ_UNCOMMITTED),
            Map.entry("pl-2", Base.READ_COMMITTED),
            Map.entry("causal-cerone", Base.CAUSAL),
            Map.entry("causal-consistency", Base.CAUSAL),
            Map.entry("psi", Base.PARALLEL_SNAPSHOT_ISOLATION),
            Map.entry("si", Base.SNAPSHOT_ISOLATION),
            Map.entry("pl-si", Base.SNAPSHOT_ISOLATION),
            Map.entry("pl-2.99", Base.REPEATABLE_READ),
            Map.entry("pl-3", Base.SERIALIZABLE),
            Map.entry("conflict-serializable", Base.SERIALIZABLE),
            Map.entry("view-serializable", Base.SERIALIZABLE),
            Map.entry("1sr", Base.SERIALIZABLE));

    private static final List<IsolationLevel> ALL = all();

    /** Strongest level: serializable in real time. */
    public static final IsolationLevel STRICT_SERIALIZABLE = new IsolationLevel(Base.SERIALIZABLE, Order.REAL_TIME);

    /** Creates a level; causal without an order becomes causal with session order. */
    public IsolationLevel {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(order, "order");
        if (base == Base.CAUSAL && order == Order.NONE) {
            order = Order.SESSION;
        }
    }

    private static List<IsolationLevel> all() {
        List<IsolationLevel> all = new ArrayList<>();
        for (Order order : Order.values()) {
            for (Base base : Base.values()) {
                IsolationLevel level = new IsolationLevel(base, order);
                if (!all.contains(level)) {
                    all.add(level);
                }
            }
        }
        return List.copyOf(all);
    }

    /** Returns all levels, sorted by order and then by base, weaker ones first. */
    public static List<IsolationLevel> values() {
        return ALL;
    }

    /**
     * Returns the level with a name. The name may be that of {@link #name()}, Elle's name, or a short name from the
     * literature.
     */
    public static Optional<IsolationLevel> named(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        if (word.equals("pl-ss") || word.equals("strict-serializable") || word.equals("strict-1sr")) {
            return Optional.of(STRICT_SERIALIZABLE);
        }
        Order order = word.startsWith(Order.SESSION.prefix)
                ? Order.SESSION
                : word.startsWith(Order.REAL_TIME.prefix) ? Order.REAL_TIME : Order.NONE;
        String term = word.substring(order.prefix.length());
        for (Base base : Base.values()) {
            if (base.term().equals(term)) {
                return Optional.of(new IsolationLevel(base, order));
            }
        }
        return Optional.ofNullable(ALIASES.get(term)).map(base -> new IsolationLevel(base, order));
    }

    /** Returns the name on the command line, such as {@code strong-session-causal}. */
    public String name() {
        if (equals(STRICT_SERIALIZABLE)) {
            return "strict-serializable";
        }
        boolean plain = base == Base.CAUSAL && order == Order.SESSION;
        return (plain ? "" : order.prefix) + base.term();
    }

    /** Returns true if every history that satisfies this level satisfies the other. */
    public boolean implies(IsolationLevel other) {
        return base.implies(other.base) && order.includes(other.order);
    }

    /** Returns true if this level implies another one, and no third level is between them. */
    public boolean isJustAbove(IsolationLevel other) {
        return !equals(other)
                && implies(other)
                && ALL.stream()
                        .noneMatch(between -> !between.equals(this)
                                && !between.equals(other)
                                && implies(between)
                                && between.implies(other));
    }

    /** Returns this level with another base. */
    public IsolationLevel withBase(Base other) {
        return new IsolationLevel(other, order);
    }

    @Override
    public String toString() {
        return name();
    }
}
