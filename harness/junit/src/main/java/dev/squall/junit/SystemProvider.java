package dev.squall.junit;

import dev.squall.system.SystemUnderTest;

/**
 * Makes a system for {@link ChaosTest#system()}: one that has more to it than its program, such as a system model of
 * few faults, or an analysis of what its nodes note. Implementations have a constructor without arguments.
 */
@FunctionalInterface
public interface SystemProvider {

    /** The system; it must have a program, unless it is one of {@link dev.squall.run.ProvidedSystems}. */
    SystemUnderTest system();
}
