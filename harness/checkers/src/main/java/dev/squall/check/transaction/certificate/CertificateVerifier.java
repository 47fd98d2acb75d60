package dev.squall.check.transaction.certificate;

import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.certificate.Certificate.Refutation;
import dev.squall.check.transaction.certificate.Certificate.SnapshotOrder;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Optional;

/**
 * Verifier of certificates, by the definitions of the levels alone. The verifier replays orders and checks the
 * operations of each edge.
 */
public final class CertificateVerifier {

    private CertificateVerifier() {}

    /**
     * Verifies that a certificate proves its verdict. Orders of serializable and snapshot levels take linear time;
     * other levels at most O(n squared / 64).
     *
     * @return empty if the certificate proves the verdict; otherwise the first problem, one sentence
     */
    public static Optional<String> verify(TransactionHistory history, IsolationLevel level, Certificate certificate) {
        try {
            Base base = level.base() == Base.REPEATABLE_READ ? Base.SERIALIZABLE : level.base();
            if (certificate instanceof Refutation refutation) {
                new RefutationVerifier(history, base, level.order()).verify(refutation);
            } else if (certificate instanceof SnapshotOrder order) {
                require(base == Base.SNAPSHOT_ISOLATION, "an order of starts and commits proves no " + level);
                new ReplayVerifier(history, level.order()).snapshots(order.events());
                AssumedVersionsVerifier.verifyEvents(history, order.events());
            } else if (certificate instanceof CommitOrder order && base == Base.SERIALIZABLE) {
                new ReplayVerifier(history, level.order()).serial(order.transactions());
                AssumedVersionsVerifier.verify(history, order);
            } else if (certificate instanceof CommitOrder order) {
                require(base != Base.SNAPSHOT_ISOLATION, "a commit order proves no " + level);
                new AxiomVerifier(history, base, level.order(), order).verify();
                AssumedVersionsVerifier.verify(history, order);
            } else {
                throw new Refused("there is no certificate");
            }
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.getMessage());
        }
    }

    static void require(boolean condition, String problem) {
        if (!condition) {
            throw new Refused(problem);
        }
    }

    /** Thrown if a certificate does not prove its verdict. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String problem) {
            super(problem, null, false, false);
        }
    }
}
