package dev.squall.check.linear.model;

/**
 * A model of a set. What it says beyond a {@link Model} lets a history of additions, none of an element twice, and of
 * reads of all be decided without a search.
 */
public interface SetModel extends Model {

    /** Returns true if the call adds its argument, and no result of it tells whether it was there. */
    boolean isAddition(Call call);

    /** Returns true if the call read all elements; its result is a {@link java.util.Set}. */
    boolean isReadOfAll(Call call);
}
