package dev.squall.system;

import dev.squall.workload.Workload;
import java.util.List;

/**
 * The systems of one topic with everything that the harness must know about them. Found by {@link
 * java.util.ServiceLoader}: a jar names its families in {@code META-INF/services/dev.squall.system.SystemFamily}.
 * Implementations have a public constructor without arguments. They are stateless, and cheap to make.
 */
public interface SystemFamily {

    /** Returns the topic: one word, such as {@code raft}, by which suites select its systems. */
    String topic();

    /** Returns the systems, sound ones first; a flawed one's name begins with that of the sound one. */
    List<SystemUnderTest> systems();

    /** Returns the workloads that were made for these systems. */
    default List<Workload> workloads() {
        return List.of();
    }

    /** Returns the claims about these systems, in the order in which they are verified. */
    default List<Claim> claims() {
        return List.of();
    }
}
