/**
 * A system under test as the harness knows it: its name, its nodes, its flaw and the facts that its journal holds. Open
 * {@link dev.squall.system.SystemUnderTest} first. How a system is run belongs to {@code dev.squall.run}.
 */
package dev.squall.system;
