package dev.squall.suite;

import dev.squall.world.Seed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * Identity of a suite run. An invocation with an equal identity may continue an interrupted suite run.
 *
 * @param suite name of the suite
 * @param textSha256 hash of the suite's file
 * @param commit commit of the program
 * @param masterSeed seed from which all fresh seeds are derived
 */
public record Identity(String suite, String textSha256, String commit, long masterSeed, String shard) {

    private static final int SEED_BOUND = 1_000_000_000;

    public static Identity of(Suite suite, String text, String commit, long masterSeed, Shard shard) {
        return new Identity(suite.name(), sha256(text), commit, masterSeed, shard.toString());
    }

    /**
     * Returns the master seed of a commit on a day, so that each night has other seeds and all shards have the same.
     */
    public static long masterSeed(String commit, LocalDate date) {
        return new Seed(0).stream("suite of " + commit + " on " + date).nextInt(SEED_BOUND);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
