package dev.squall.suite;

/**
 * End of one shard of a merged suite.
 *
 * @param folder folder of the shard; empty if it was not found
 * @param outcome the shard's own outcome in a word, as in its summary; {@code error} if it was not found
 * @param seconds duration of the shard's last process in seconds
 * @param problem reason for which the shard's result is incomplete, in one sentence; empty if it is complete. A shard
 *     with a problem counts as an error
 */
public record ShardResult(Shard shard, String folder, String outcome, double seconds, String problem) {

    public boolean isIncomplete() {
        return !problem.isEmpty();
    }
}
