package dev.squall.fault;

/**
 * The evidence of what a family of faults did to a run.
 *
 * @param fault the family's name
 * @param injections how often it was injected
 * @param bites how often it was seen to take effect, in the unit of {@code evidence}; 0 means that it proved nothing
 * @param evidence in words, such as {@code 1,204 messages cut in 5 partitions}
 */
public record Bite(String fault, long injections, long bites, String evidence) {

    public boolean hasBitten() {
        return bites > 0;
    }
}
