/** Chaos tests as JUnit Jupiter tests: {@link dev.squall.junit.ChaosTest}. */
package dev.squall.junit;
