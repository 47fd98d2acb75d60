package dev.squall.run;

import dev.squall.check.Verdict;
import dev.squall.fault.Evidence;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hash of the outcomes of many runs: the sum of the hashes of all runs modulo 2^128. It depends neither on the order of
 * the runs nor on their division among threads or machines. Two sweeps with equal hashes had the same outcomes, except
 * with negligible probability; the hash does not protect against forgery.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record OutcomeHash(long high, long low) implements Serializable {

    /** Hash of no run. */
    public static final OutcomeHash NONE = new OutcomeHash(0, 0);

    private static final long serialVersionUID = 1;

    /** Returns the hash of a run's seed, outcome, verdicts, effects, and the length and last time of its history. */
    public static OutcomeHash of(Run run) {
        int size = run.history().size();
        StringBuilder text = new StringBuilder()
                .append(run.experiment().seed())
                .append(' ')
                .append(run.outcome().word())
                .append(' ')
                .append(size)
                .append(' ')
                .append(size == 0 ? 0 : run.history().get(size - 1).timeNanos())
                .append('\n');
        for (Verdict verdict : run.verdicts()) {
            text.append(verdict.checker())
                    .append(' ')
                    .append(verdict.validity())
                    .append(' ')
                    .append(verdict.anomaly())
                    .append('\n');
        }
        for (Evidence evidence : run.evidence()) {
            text.append(evidence.fault()).append(' ').append(evidence.effects()).append('\n');
        }
        return of(text);
    }

    /** Returns the hash of a run that failed with an exception. */
    public static OutcomeHash ofError(long seed) {
        return of(new StringBuilder().append(seed).append(" error"));
    }

    /** Returns the hash of every operation of a run's history, as it would be written, and of its {@link #of hash}. */
    public static OutcomeHash ofHistory(Run run) {
        StringBuilder text = new StringBuilder(of(run).toString()).append('\n');
        for (Operation operation : run.history().operations()) {
            HistoryWriter.append(text, operation);
        }
        return of(text);
    }

    private static OutcomeHash of(StringBuilder text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            ByteBuffer first = ByteBuffer.wrap(digest);
            return new OutcomeHash(first.getLong(), first.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the hash of the runs of both. */
    public OutcomeHash plus(OutcomeHash other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new OutcomeHash(high + other.high + carry, sum);
    }

    /** Returns 32 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
