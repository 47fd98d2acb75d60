package dev.squall.fault;

import java.util.List;
import java.util.Map;

/** The fields of one fault in a history or in a scenario. A field with a value of the wrong kind is refused. */
public interface FaultFields {

    /** Returns true if there is a field with this name. */
    boolean has(String name);

    /** Returns the name of a node. */
    String node(String name);

    /** Returns one of some words; the first if the field is absent. */
    String word(String name, List<String> words);

    /** Returns a whole number. */
    long whole(String name, long otherwise);

    /** Returns milliseconds as nanoseconds; they may be negative. */
    long millis(String name, long otherwiseNanos);

    /** Returns true or false. */
    boolean flag(String name);

    /** Returns, for each sender, its receivers; empty if the field is absent. */
    Map<String, List<String>> links(String name);
}
