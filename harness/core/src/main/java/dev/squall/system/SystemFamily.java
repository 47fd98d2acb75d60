package dev.squall.system;

import dev.squall.workload.Workload;
import java.util.List;

/**
 * The systems of one topic, with their workloads and claims. Families are found by {@link java.util.ServiceLoader}: a
 * jar names its families in {@code META-INF/services/dev.squall.system.SystemFamily}. Implementations have a public
 * constructor without arguments. Implementations are stateless, and cheap to create.
 */
public interface SystemFamily {

    /** Returns the topic in one word, such as {@code raft}; suites select systems by topic. */
    String topic();

    /** Returns the systems, sound ones first. The name of a flawed system begins with that of its sound one. */
    List<SystemUnderTest> systems();

    /** Returns the workloads that were written for these systems. */
    default List<Workload> workloads() {
        return List.of();
    }

    /** Returns the claims about these systems, in the order in which they are verified. */
    default List<Claim> claims() {
        return List.of();
    }
}
