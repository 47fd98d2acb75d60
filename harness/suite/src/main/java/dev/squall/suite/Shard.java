package dev.squall.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a suite with about the same number of runs, each for one machine.
 *
 * @param number number of the shard, from 1
 * @param count number of shards
 */
public record Shard(int number, int count) {

    /** The only shard of a suite that is not divided. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final int COUNT_MAX = 10_000;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})/(\\d{1,5})");

    /**
     * @param text a shard, such as {@code 2/8}, the second of eight
     * @throws IllegalArgumentException if the text is not a valid shard; the message is one sentence
     */
    public static Shard parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            Shard shard = new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (shard.number >= 1 && shard.number <= shard.count && shard.count <= COUNT_MAX) {
                return shard;
            }
        }
        throw new IllegalArgumentException(
                "the shard is '" + text + "'; expected its number and how many there are, such as 2/8");
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
