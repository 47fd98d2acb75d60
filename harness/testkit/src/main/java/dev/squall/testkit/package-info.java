/**
 * Support for tests of nodes in the simulated world. Open {@link dev.squall.testkit.VirtualCluster} first. {@link
 * dev.squall.testkit.LoneNode} tests one node alone. Runs with generators, checkers and reports belong to {@code
 * dev.squall.run}, and to the JUnit extension.
 */
package dev.squall.testkit;
