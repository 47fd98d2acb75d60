package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Certificate.Finding;
import dev.squall.check.transaction.certificate.Certificate.SnapshotOrder;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;

/**
 * Decision procedure for the isolation levels of one history, which tries the cheapest engine first. Decisions on
 * several levels share their versions and dependency graph. Not thread-safe.
 */
public final class IsolationDecider {

    private final Versions versions;
    private final TransactionHistory history;
    private Meter meter;
    private KnownOrders known;

    /** Creates a decider and computes the versions of the history. */
    public IsolationDecider(TransactionHistory history, Meter meter) {
        this(Versions.of(history), meter);
    }

    IsolationDecider(Versions versions, Meter meter) {
        this.versions = versions;
        this.history = versions.history;
        this.meter = meter;
    }

    /** Sets the meter for the next decisions. */
    public IsolationDecider within(Meter other) {
        this.meter = other;
        return this;
    }

    /** Returns the versions of the history. */
    public Versions versions() {
        return versions;
    }

    /**
     * Decides a level.
     *
     * @throws Meter.Spent if the time or memory budget is spent
     */
    public Decision decide(IsolationLevel level) {
        if (level.order() != Order.REAL_TIME || history.hasRealTime()) {
            return decideTimed(level);
        }
        Decision session = decideTimed(new IsolationLevel(level.base(), Order.SESSION));
        return session.validity() == Validity.VALID
                ? Decision.unknown("the history has no times, and its sessions do not violate the level")
                : session;
    }

    private Decision decideTimed(IsolationLevel level) {
        Base base = level.base() == Base.REPEATABLE_READ ? Base.SERIALIZABLE : level.base();
        if (base == Base.READ_UNCOMMITTED && history.kind() == TransactionHistory.Kind.LIST_APPEND) {
            return new UncommittedLists(versions, meter).decide(level.order());
        }
        Finding finding = versions.findingAgainst(base);
        if (finding != null) {
            return Decision.violation(finding);
        }
        if (!versions.undecidable.isEmpty()) {
            return Decision.unknown(versions.undecidable);
        }
        if (base == Base.READ_UNCOMMITTED && !history.assumptions().isEmpty()) {
            return new IsolationDecider(versions.ofCompleted(), meter).decideKnown(base, level.order());
        }
        return versions.isAmbiguous() && base != Base.READ_UNCOMMITTED
                ? new SourceSearch(versions, meter).decide(level)
                : decideKnown(base, level.order());
    }

    /** Decides a level of a history in which each read has one source. */
    private Decision decideKnown(Base base, Order order) {
        if (known == null) {
            known = new KnownOrders(versions, meter);
        }
        boolean weak = base == Base.MONOTONIC_ATOMIC_VIEW || base == Base.READ_ATOMIC || base == Base.CAUSAL;
        Base first = weak ? Base.READ_COMMITTED : base;
        Components components = known.components(first, order);
        Cycle cycle = known.violation(first, order, components);
        if (cycle != null) {
            return Decision.violation(cycle);
        }
        if (weak) {
            return new CommitOrders(versions, known.graph(), base, order, meter).decide(components);
        }
        if (components.isAcyclic() && (base.compareTo(Base.CAUSAL) < 0 || !hasChoices())) {
            return Decision.valid(
                    base == Base.SNAPSHOT_ISOLATION
                            ? serialSnapshots(versions.transactionsIn(components.order()))
                            : new CommitOrder(versions.transactionsIn(components.order()), versions.sources()));
        }
        return new VersionOrderSearch(versions, known.graph(), base, order, meter).decide();
    }

    /** Returns true if the level depends on unknown version orders; those of lists follow from any serial order. */
    private boolean hasChoices() {
        return history.kind() != TransactionHistory.Kind.LIST_APPEND;
    }

    private static SnapshotOrder serialSnapshots(int[] serial) {
        int[] events = new int[2 * serial.length];
        for (int i = 0; i < serial.length; i++) {
            events[2 * i] = 2 * serial[i];
            events[2 * i + 1] = 2 * serial[i] + 1;
        }
        return new SnapshotOrder(events);
    }
}
