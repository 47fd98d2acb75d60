package dev.squall.check.linear.model;

/**
 * Model of a set. The additional methods let a monitor decide histories without a search, if they have only reads of
 * all elements and additions of distinct elements.
 */
public interface SetModel extends Model {

    /**
     * Returns true if the call adds its argument and its result does not reveal if the argument was already in the set.
     */
    boolean isAddition(Call call);

    /** Returns true if the call read all elements; the result is then a {@link java.util.Set}. */
    boolean isReadOfAll(Call call);
}
