package dev.squall.explore.world;

import dev.squall.client.Completion;
import dev.squall.generator.Call;
import dev.squall.node.Fact;

/** What can be seen of a schedule from outside, in the order of events; equal by value. */
public sealed interface Observation {

    /** A client makes an operation at a node. */
    record Invoked(int client, Call call, String node) implements Observation {}

    /** An operation of a client completes. */
    record Completed(int client, Call call, String node, Completion completion) implements Observation {}

    /** A node notes a fact. */
    record Noted(String node, int life, Fact fact) implements Observation {}

    /** A life of a node ends in a crash. */
    record Crashed(String node, int life) implements Observation {}
}
