package dev.squall.fault;

/**
 * Evidence of the effects that a family of faults had in a run.
 *
 * @param fault the family's name
 * @param injections number of strikes
 * @param effects number of observed effects, in the unit of {@code words}; 0 if the faults proved nothing
 * @param words the evidence in words, such as {@code 1,204 messages cut in 5 partitions}
 */
public record Evidence(String fault, long injections, long effects, String words) {

    /** Returns true if at least one effect was seen. */
    public boolean hasEffect() {
        return effects > 0;
    }
}
