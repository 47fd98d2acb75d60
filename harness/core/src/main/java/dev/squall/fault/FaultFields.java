package dev.squall.fault;

import java.util.List;
import java.util.Map;

/**
 * The fields of one fault in a history or in a scenario. The getters throw an exception if a field's value has the
 * wrong type.
 */
public interface FaultFields {

    /** Returns true if the fault has a field with this name. */
    boolean has(String name);

    /** Returns the node that a field names. */
    String node(String name);

    /** Returns a field's value, which must be one of {@code words}; the first word if the field is absent. */
    String word(String name, List<String> words);

    /** Returns a field's whole number; the default {@code otherwise} if the field is absent. */
    long whole(String name, long otherwise);

    /**
     * Returns a field's milliseconds, which may be negative, in nanoseconds; the default {@code otherwiseNanos} if it
     * is absent.
     */
    long millis(String name, long otherwiseNanos);

    /** Returns a field's truth value. */
    boolean flag(String name);

    /** Returns a field's links: for each sender, its receivers; empty if the field is absent. */
    Map<String, List<String>> links(String name);
}
