package dev.squall.check.transaction.certificate;

import static dev.squall.check.transaction.certificate.CertificateVerifier.require;

import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Certificate.Finding;
import dev.squall.check.transaction.certificate.Certificate.OrderCases;
import dev.squall.check.transaction.certificate.Certificate.Refutation;
import dev.squall.check.transaction.certificate.Certificate.SourceCases;
import dev.squall.check.transaction.certificate.Dependency.Kind;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Verifier of refutations, which checks each edge by its operations, each cycle by its shape, and each case under its
 * assumption.
 */
final class RefutationVerifier {

    /** Assumption that the first write's version is older than the second's. */
    private record Older(int first, int second) {}

    private final TransactionHistory history;
    private final Base base;
    private final Order order;
    private final FindingVerifier facts;
    private final Deque<Older> assumed = new ArrayDeque<>();
    private final Map<Integer, Integer> sources = new HashMap<>();

    RefutationVerifier(TransactionHistory history, Base base, Order order) {
        this.history = history;
        this.base = base;
        this.order = order;
        this.facts = new FindingVerifier(history);
    }

    void verify(Refutation refutation) {
        if (refutation instanceof Finding finding) {
            require(
                    base.implies(finding.anomaly().kind().weakest()),
                    "the level allows " + finding.anomaly().name());
            facts.verify(finding);
        } else if (refutation instanceof Cycle cycle) {
            verifyCycle(cycle.edges());
        } else if (refutation instanceof OrderCases cases) {
            require(
                    isWrite(cases.first())
                            && isWrite(cases.second())
                            && history.key(cases.first()) == history.key(cases.second()),
                    "the cases are not of two writes of one key");
            verifyAssuming(new Older(cases.first(), cases.second()), cases.ifFirst());
            verifyAssuming(new Older(cases.second(), cases.first()), cases.ifSecond());
        } else if (refutation instanceof SourceCases cases) {
            verifySources(cases);
        } else {
            throw new CertificateVerifier.Refused("a case has no refutation");
        }
    }

    private boolean isWrite(int operation) {
        return operation >= 0 && !history.isRead(operation) && isCommitted(facts.owner(operation));
    }

    /**
     * Returns true if a transaction must have committed: it completed ok, or another read from it. Read uncommitted
     * allows reads from transactions that did not commit.
     */
    private boolean isCommitted(int transaction) {
        return history.isOk(transaction)
                || base != Base.READ_UNCOMMITTED
                        && !history.isFailed(transaction)
                        && (facts.isRead(transaction) || isChosen(transaction));
    }

    private boolean isChosen(int transaction) {
        return sources.values().stream().anyMatch(write -> write >= 0 && facts.owner(write) == transaction);
    }

    private void verifyAssuming(Older older, Refutation refutation) {
        assumed.push(older);
        verify(refutation);
        assumed.pop();
    }

    private void verifySources(SourceCases cases) {
        Set<Integer> expected = new HashSet<>(facts.candidates(cases.read()));
        require(expected.equals(new HashSet<>(cases.sources())), "the cases are not all sources of a read");
        require(cases.sources().size() == cases.cases().size(), "a case is missing");
        for (int i = 0; i < cases.cases().size(); i++) {
            sources.put(cases.read(), cases.sources().get(i));
            verify(cases.cases().get(i));
            sources.remove(cases.read());
        }
    }

    private void verifyCycle(List<Dependency> edges) {
        require(!edges.isEmpty(), "a cycle is empty");
        int rw = 0;
        boolean adjacent = false;
        for (int i = 0; i < edges.size(); i++) {
            Dependency edge = edges.get(i);
            Dependency next = edges.get((i + 1) % edges.size());
            // The initial state precedes every transaction.
            require(edge.to() == next.from() || edge.to() == -1 && edges.size() == 1, "a cycle is not closed");
            verifyEdge(edge);
            if (edge.kind() == Kind.RW) {
                rw++;
                adjacent |= next.kind() == Kind.RW;
            }
            boolean allowed =
                    switch (base) {
                        case READ_UNCOMMITTED -> isOrder(edge) || edge.kind() == Kind.WW;
                        case READ_COMMITTED -> isOrder(edge) || edge.kind() == Kind.WW || edge.kind() == Kind.WR;
                        case MONOTONIC_ATOMIC_VIEW, READ_ATOMIC, CAUSAL -> edge.kind() != Kind.RW;
                        default -> edge.kind() != Kind.COMMITS_BEFORE;
                    };
            require(allowed, "the level has no edges " + edge.kind());
        }
        require(base != Base.PARALLEL_SNAPSHOT_ISOLATION || rw <= 1, "the level allows several rw");
        require(base != Base.SNAPSHOT_ISOLATION || rw <= 1 || !adjacent, "the level allows adjacent rw");
        require(rw != 1 || edges.size() > 1, "a transaction cannot follow itself");
    }

    private static boolean isOrder(Dependency edge) {
        return edge.kind() == Kind.SESSION || edge.kind() == Kind.REAL_TIME;
    }

    private void verifyEdge(Dependency edge) {
        require(edge.from() != edge.to() && isCommitted(edge.from()), "an edge begins at no committed transaction");
        require(edge.to() < 0 || isCommitted(edge.to()), "an edge ends at no committed transaction");
        if (!isOrder(edge)) {
            require(facts.owner(edge.fromOperation()) == edge.from(), "an edge names another transaction's operation");
            require(
                    edge.toOperation() < 0 || facts.owner(edge.toOperation()) == edge.to(),
                    "an edge names another transaction's operation");
        }
        switch (edge.kind()) {
            case SESSION ->
                require(
                        order != Order.NONE
                                && history.isOk(edge.from())
                                && history.process(edge.from()) == history.process(edge.to())
                                && edge.from() < edge.to(),
                        "no session order");
            case REAL_TIME ->
                require(
                        order == Order.REAL_TIME
                                && history.hasRealTime()
                                && history.isOk(edge.from())
                                && history.completion(edge.from()) < history.invocation(edge.to()),
                        "no real-time order");
            case WR ->
                require(
                        source(edge.toOperation()) == edge.fromOperation(),
                        "operation " + edge.toOperation() + " does not read from " + edge.fromOperation());
            case WW ->
                require(
                        isOlder(edge.fromOperation(), edge.toOperation())
                                || facts.showsOrder(edge.witness(), edge.fromOperation(), edge.toOperation()),
                        "the order of two versions is not shown");
            case RW ->
                require(misses(edge.fromOperation(), edge.toOperation()), "a read does not miss a later version");
            case COMMITS_BEFORE -> verifyCommitsBefore(edge);
        }
    }

    private boolean isOlder(int first, int second) {
        // The sources that a case chooses count, so no order is kept from one case to another.
        return assumed.contains(new Older(first, second))
                || new AssumedOrder(history, facts::isExternal, this::source, this::isCommitted).isOlder(first, second);
    }

    private int source(int read) {
        return sources.containsKey(read) ? sources.get(read) : facts.source(read);
    }

    private boolean misses(int read, int write) {
        if (!facts.isExternal(read) || history.isRead(write) || history.key(read) != history.key(write)) {
            return false;
        }
        if (history.kind() == TransactionHistory.Kind.LIST_APPEND) {
            return !facts.contains(read, history.value(write));
        }
        int source = source(read);
        return source == FindingVerifier.INITIAL || source >= 0 && isOlder(source, write);
    }

    private void verifyCommitsBefore(Dependency edge) {
        int read = edge.witness();
        int reader = facts.owner(read);
        int key = history.key(read);
        int source = source(read);
        require(facts.isExternal(read) && history.key(edge.fromOperation()) == key, "the witness reads another key");
        require(!history.isRead(edge.fromOperation()), "an edge begins at no write");
        require(
                edge.to() < 0 ? source == FindingVerifier.INITIAL : source >= 0 && facts.owner(source) == edge.to(),
                "the witness reads another version");
        int at = edge.from();
        for (Dependency step : edge.path()) {
            require(step.from() == at && step.kind() != Kind.RW && step.kind() != Kind.WW, "a path is broken");
            verifyEdge(step);
            at = step.to();
        }
        require(at == reader && !edge.path().isEmpty(), "a path does not lead to the witness");
        boolean direct = edge.path().size() == 1;
        Dependency first = edge.path().get(0);
        require(base == Base.CAUSAL || direct, "the level looks at direct predecessors");
        require(
                base != Base.MONOTONIC_ATOMIC_VIEW || first.kind() == Kind.WR && first.toOperation() < read,
                "the level looks at earlier reads");
    }
}
