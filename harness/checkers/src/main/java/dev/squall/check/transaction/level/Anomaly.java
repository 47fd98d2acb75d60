package dev.squall.check.transaction.level;

import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import java.util.Locale;

/**
 * Anomaly, named as in the literature. The name of a cycle has the strongest order among its edges as a suffix: {@code
 * G-single}, {@code G-single-process}, {@code G-single-realtime}.
 *
 * @param kind pattern of the anomaly
 * @param order strongest order among the cycle's edges; {@link Order#NONE} for other anomalies
 */
public record Anomaly(Kind kind, Order order) {

    /** Pattern of an anomaly, with the weakest base level that proscribes it. */
    public enum Kind {
        /** A read returned a value that no transaction wrote. */
        GARBAGE_READ(Base.READ_UNCOMMITTED),
        /** A transaction read a value that it wrote only later. */
        FUTURE_READ(Base.READ_UNCOMMITTED),
        /** A transaction did not read its own last write. */
        LOST_OWN_WRITE(Base.READ_UNCOMMITTED),
        /** A list contains an element twice that was appended once. */
        DUPLICATE_ELEMENTS(Base.READ_UNCOMMITTED),
        /** Two reads of a list returned values of which neither is a prefix of the other. */
        INCOMPATIBLE_ORDER(Base.READ_COMMITTED),
        /** Two reads of a list contradict each other in the order of committed elements. */
        CYCLIC_VERSIONS(Base.READ_UNCOMMITTED),
        /** A committed version was built on an aborted one. */
        DIRTY_UPDATE(Base.READ_COMMITTED),
        /** A committed transaction read an aborted write. */
        G1A(Base.READ_COMMITTED),
        /** A committed transaction read a version that its writer overwrote before it committed. */
        G1B(Base.READ_COMMITTED),
        /** A read disagrees with an earlier operation of its own transaction on the same key. */
        INTERNAL(Base.READ_ATOMIC),
        /** A cycle of ww. */
        G0(Base.READ_UNCOMMITTED),
        /** A cycle of ww and wr, with at least one wr. */
        G1C(Base.READ_COMMITTED),
        /** A later read of a transaction misses a write of a transaction that it read earlier. */
        NON_MONOTONIC_VIEW(Base.MONOTONIC_ATOMIC_VIEW),
        /** A transaction sees a part of another one's writes. */
        FRACTURED_READ(Base.READ_ATOMIC),
        /** A transaction misses a write that causally precedes it. */
        CAUSAL_VIOLATION(Base.CAUSAL),
        /** Two transactions read the same version of a key, and both overwrite it. */
        LOST_UPDATE(Base.PARALLEL_SNAPSHOT_ISOLATION),
        /** A cycle with exactly one rw. */
        G_SINGLE(Base.PARALLEL_SNAPSHOT_ISOLATION),
        /** Two transactions see two writes in opposite orders: a special G-nonadjacent. */
        LONG_FORK(Base.SNAPSHOT_ISOLATION),
        /** A cycle with several rw, no two of them adjacent. */
        G_NONADJACENT(Base.SNAPSHOT_ISOLATION),
        /** A cycle of two rw: each transaction overwrites what the other read. */
        WRITE_SKEW(Base.REPEATABLE_READ),
        /** A cycle with adjacent rw, all of them of items. */
        G2_ITEM(Base.REPEATABLE_READ),
        /** Every version order violates the level, but by different cycles. */
        NO_VERSION_ORDER(Base.READ_COMMITTED);

        private final Base weakest;

        Kind(Base weakest) {
            this.weakest = weakest;
        }

        /** Returns the weakest base level that proscribes the anomaly; every stronger one proscribes it too. */
        public Base weakest() {
            return weakest;
        }

        private String term() {
            return switch (this) {
                case G0 -> "G0";
                case G1A -> "G1a";
                case G1B -> "G1b";
                case G1C -> "G1c";
                case G_SINGLE -> "G-single";
                case G_NONADJACENT -> "G-nonadjacent";
                case G2_ITEM -> "G2-item";
                default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
            };
        }
    }

    /** Returns the anomaly of a kind, without an order. */
    public static Anomaly of(Kind kind) {
        return new Anomaly(kind, Order.NONE);
    }

    /** Returns the name in the literature, such as {@code G1c-process}. */
    public String name() {
        return kind.term()
                + switch (order) {
                    case NONE -> "";
                    case SESSION -> "-process";
                    case REAL_TIME -> "-realtime";
                };
    }

    @Override
    public String toString() {
        return name();
    }
}
